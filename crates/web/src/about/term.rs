//! 用語集: the words of the public pages, each with its meaning in one sentence. One list: whoever explains a word takes it from
//! here, and links to it as `/about/#term-…`.

/// 用語.
pub(crate) struct Term {
    /// Its place on the page, behind `term-`.
    pub(crate) at: &'static str,
    /// In Japanese and in English.
    pub(crate) word: (&'static str, &'static str),
    /// What it means here.
    pub(crate) meaning: (&'static str, &'static str),
}

const fn term(
    at: &'static str,
    word: (&'static str, &'static str),
    meaning: (&'static str, &'static str),
) -> Term {
    Term { at, word, meaning }
}

/// All of them, from what is promised to what is done about it.
pub(crate) const TERMS: &[Term] = &[
    term(
        "indicator",
        ("指標", "Indicator"),
        ("何が変わったかを数値で測る物差しです。", "What is measured to see whether something changed."),
    ),
    term(
        "outcome",
        ("成果指標", "Outcome"),
        ("くらしやまちがどう変わったかを測る指標です。", "An indicator of what changed for people."),
    ),
    term(
        "perception",
        ("実感指標", "Perception"),
        (
            "調査で、人々がどう感じているかを測る指標です。",
            "An indicator of what people say they feel, from a survey.",
        ),
    ),
    term(
        "output",
        ("活動指標", "Output"),
        (
            "何をどれだけ行ったかを測る指標です。成果とは限りません。",
            "An indicator of what was done, which need not be a result.",
        ),
    ),
    term(
        "baseline",
        ("基準値", "Baseline"),
        ("目標までの道のりを測り始める値です。", "The figure from which the way to the target is counted."),
    ),
    term(
        "target",
        ("目標値", "Target"),
        ("ある年度までに届くと約束した値です。", "The figure promised for a year."),
    ),
    term(
        "actual",
        ("実績値", "Result"),
        (
            "実際にどうなったかの値です。測っていないときは、0ではなく理由を書きます。",
            "What came of it. Where nothing was measured the reason is given, never zero.",
        ),
    ),
    term(
        "status",
        ("確定・速報・見込・訂正", "Final, provisional, expected, corrected"),
        ("実績値がどこまで固まったものかを示します。", "How settled a result is."),
    ),
    term(
        "verdict",
        ("判定", "Verdict"),
        (
            "実績値が目標値の条件を満たしたかを、公表された基準で計算した結果です。",
            "Whether the result met the condition of its target, computed by a published rule.",
        ),
    ),
    term(
        "grade",
        ("評語", "Grade"),
        (
            "判定基準が付ける言葉や記号です（A、順調、横ばいなど）。",
            "The word or mark that a rule gives, such as A or unchanged.",
        ),
    ),
    term(
        "error",
        ("誤差の範囲", "Margin of error"),
        (
            "無作為抽出の調査で、全員に尋ねたときの値が入ると見られる幅です。",
            "In a random sample: between which figures the share of the whole population is taken to lie.",
        ),
    ),
    term(
        "outlook",
        ("見通し", "Outlook"),
        (
            "これまでの動きが続いたときに最後の目標に届くかどうかです。約束ではありません。",
            "Whether the last target would be reached if things go on; not a promise.",
        ),
    ),
    term(
        "revision",
        ("改定", "Revision"),
        (
            "一度定めた目標値などを、決めて変えることです。",
            "A target or rule that was set is changed by decision.",
        ),
    ),
    term(
        "correction",
        ("訂正", "Correction"),
        ("誤っていた値を正しい値に改めることです。", "A wrong figure is put right."),
    ),
    term(
        "break",
        ("集計方法の変更", "Break in the series"),
        ("これより前の値とは比べられません。", "Figures from here on cannot be compared with those before."),
    ),
    term(
        "decision",
        ("決裁", "Decision"),
        (
            "記録を定める手続です。番号は順に付き、後から変わりません。",
            "By which records become what they are: numbered in order and never changed.",
        ),
    ),
    term(
        "publication",
        ("公表", "Publication"),
        (
            "ある決裁までの内容を、誰でも見られるようにすることです。",
            "Everybody may see what was decided up to a decision.",
        ),
    ),
    term(
        "remark",
        ("意見と対応", "Remark and response"),
        (
            "議会、監査、外部評価委員、住民からの意見と、それに対して行ったことです。",
            "What council, auditors, evaluators and residents said, and what was done about it.",
        ),
    ),
];
