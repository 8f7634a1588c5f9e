//! 読み方: what goes with the files, so that whoever gets them needs nobody to ask.

/// In Japanese, then in English.
pub(super) const TEXT: &str = "\
監査用の書き出し（meyasu-audit/1）

表（.csv）は UTF-8（BOM付き）です。日時は日本時間です。表計算ソフトで式とみなされる文字（= + - @ など）で始まる文には、先頭に ' を付けています。
理由などの文の改行は、表では空白にしています。もとの文字は decisions.jsonl にあります。

  decisions.csv      決裁：番号、いつ、だれが、なぜ、正誤、原資料、葉と根
  changes.csv        決裁ごとに、どの記録をどうしたか
  publications.csv   公表：いつ、だれが、どの決裁を、何として
  scheduled.csv      公表の予約（待つものと、公表しなかったもの）
  drafts.csv         決裁を待つ起案
  sheet-steps.csv    票の経過：提出、確認、差戻し、決裁とその理由
  requests.csv       票への質問・修正依頼と対応
  opinions.csv       意見募集に届いた意見の取扱い（保管期間のあいだのもの。提出者と意見の文は含みません）
  extensions.csv     期限の延長とその理由
  posts.csv          だれが、いつからいつまで、どの職にあったか
  decisions.jsonl    決裁の全文。1行が1件で、台帳にある文字のままです
  head.json          決裁の数と、それまでの木の根

職員IDは仮の名です。氏名は posts.csv にあります。氏名を消した職員の氏名は空欄です。
パスワード、二段階認証、サインイン、一度だけのアドレスは、どのファイルにもありません。

■ 改ざんがないことの確かめ方
1. decisions.jsonl の第n行（改行を除く）の前に、バイト 00 を一つ置き、SHA-256 を計算します。これが決裁第n号の葉で、decisions.csv の「葉」と同じはずです。
2. 葉を RFC 6962（2.1節）の木にまとめます。節は、バイト 01、左、右をつないだものの SHA-256 です。根は head.json の root と、decisions.csv の最後の行の
   「根」と同じはずです。
3. 以前の書き出しがあれば、その head.json の root が、いまの decisions.csv の同じ番号の行の「根」と同じかを見ます。違えば、過去の決裁が書き換えられています。
4. 台帳そのものは、サーバーで meyasu verify を実行すると、すべての決裁と原資料について確かめられます。
公表・起案・票・職の記録は木の外にあり、この方法では確かめられません。

----

Export for auditors (meyasu-audit/1)

Tables (.csv) are UTF-8 with a mark; times are those of Japan. A text that a spreadsheet would take for a formula begins with '. Line breaks within
texts are spaces in the tables; decisions.jsonl has every character.

Staff ids are pseudonyms; the names stand in posts.csv, blank where they were erased. No file holds passwords, second factors, sessions or one-time addresses.

How to verify that nothing was changed
1. Put one byte 00 before line n of decisions.jsonl (without its line break) and take SHA-256: the leaf of decision n, as decisions.csv has it.
2. Gather the leaves into the tree of RFC 6962, section 2.1: a node is SHA-256 of a byte 01, its left and its right. The root is that of head.json and of
   the last row of decisions.csv.
3. Compare the root of an earlier head.json with the row of the same number in today's decisions.csv. If they differ, the past was rewritten.
4. The ledger itself is checked on the server by: meyasu verify
Publications, drafts, sheets and posts are not under the tree and cannot be verified in this way.
";
