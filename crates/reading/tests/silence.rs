//! Silence changes nothing: a column that a table does not have leaves what is known, and a blank cell in a column that it has
//! empties the field. True of every column of every table.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use plan::decision::StaffId;
use plan::draft;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::rating::{Grade, Hold, OffScale, RatingRule, Tone};
use plan::record::{Record, RecordId};
use reading::tables::{Table, read};

/// The name of a table, its head, and rows of cells.
type Full = (&'static str, &'static [&'static str], &'static [&'static [&'static str]]);

/// A table of every kind with all its columns, none of them blank, in an order in which each leans on those before.
const TABLES: &[Full] = &[
    (
        "組織",
        &["組織ID", "組織名", "上位組織ID", "設置日", "廃止日", "統合先ID", "名称開始日", "順序"],
        &[&["o", "防災課", "o0", "2010-04-01", "2024-04-01", "o2", "2015-04-01", "3"]],
    ),
    (
        "計画",
        &[
            "計画ID",
            "計画種別",
            "計画名",
            "組織ID",
            "開始年度",
            "終了年度",
            "階層",
            "策定日",
            "改定日",
            "説明",
            "判定基準ID",
        ],
        &[&[
            "p",
            "基本計画",
            "計画",
            "o",
            "令和3年度",
            "令和7年度",
            "政策;施策",
            "2021-03-01",
            "2023-03-01",
            "前文",
            "r;―",
        ]],
    ),
    (
        "要素",
        &[
            "要素ID",
            "計画ID",
            "上位要素ID",
            "階層",
            "番号",
            "名称",
            "担当組織ID",
            "めざす姿",
            "現状と課題",
            "取組の方向性",
            "取組内容",
            "くらしの分野",
            "順序",
        ],
        &[&["e", "p", "e0", "施策", "1-1", "備え", "o", "姿", "課題", "方向", "内容", "防災;子育て", "4"]],
    ),
    ("つながり", &["起点ID", "終点ID", "つながりの種別", "説明"], &[&["e", "f", "重点", "理由"]]),
    (
        "判定基準",
        &[
            "判定基準ID",
            "判定基準名",
            "形",
            "達成の評語",
            "達成の言葉",
            "未達成の評語",
            "未達成の言葉",
            "説明",
            "維持の判定",
        ],
        &[&["r", "A/B", "目標達成", "A", "達成", "B", "未達成", "説明", "下回らない"]],
    ),
    (
        "指標",
        &[
            "指標ID",
            "要素ID",
            "指標名",
            "指標種別",
            "単位",
            "方向",
            "定義",
            "出典",
            "集計",
            "基準年度",
            "基準値",
            "母集団",
            "抽出枠",
            "抽出方法",
            "調査方法",
            "設問",
            "回答の選択肢",
            "断絶年度",
            "断絶の理由",
            "次回更新",
            "判定基準ID",
            "母集団の人数",
            "重み付け",
            "発現時期",
            "単位費用の根拠",
            "順序",
        ],
        &[&[
            "i",
            "e",
            "割合",
            "実感",
            "%",
            "上向き",
            "定義",
            "出典",
            "累計",
            "令和2年度",
            "40",
            "市民",
            "住民台帳",
            "無作為抽出",
            "郵送",
            "設問",
            "選択肢",
            "令和4年度",
            "方法の変更",
            "来年度",
            "r",
            "52000",
            "年齢別",
            "中期",
            "委託の範囲が同じ",
            "5",
        ]],
    ),
    ("目標", &["指標ID", "年度", "目標値", "改定理由"], &[&["i", "令和6年度", "48%以上", "実績による"]]),
    (
        "実績",
        &["指標ID", "年度", "実績値", "状態", "理由", "発送数", "回答数", "該当回答数", "説明"],
        &[
            &["i", "令和6年度", "50.0%", "速報", "", "3000", "1200", "600", "上がった"],
            &["i", "令和5年度", "―", "見込", "調査の中止", "", "", "", ""],
        ],
    ),
    (
        "金額",
        &["要素ID", "年度", "金額区分", "金額", "人件費", "職員数", "説明", "予算科目", "按分", "按分の方法"],
        &[&["e", "令和6年度", "決算", "1,200千円", "300千円", "2", "増", "3款", "f=40%", "面積"]],
    ),
    (
        "経営資源",
        &["要素ID", "年度", "経営資源の種別", "経営資源", "数量", "単位", "説明"],
        &[&["e", "令和6年度", "施設", "倉庫", "3", "棟", "備蓄"]],
    ),
    (
        "評価",
        &["対象ID", "年度", "評価種別", "評価", "今後の方向性", "今後の方針", "判定", "判定の理由"],
        &[&["i", "令和6年度", "自己評価", "よい", "継続", "続ける", "B", "特別な事情"]],
    ),
    (
        "意見",
        &["意見ID", "対象ID", "年度", "意見者種別", "意見者", "意見", "意見日"],
        &[&["m", "e", "令和6年度", "議会", "決算委員会", "もっと", "2024-09-01"]],
    ),
    (
        "対応",
        &["意見ID", "対応状況", "対応", "対応年度", "反映額", "反映先ID", "回答日"],
        &[&["m", "対応済", "行った", "令和7年度", "500千円", "e", "2024-10-01"]],
    ),
    (
        "年間予定",
        &["年度", "予定ID", "段階", "予定", "開始日", "終了日", "担当組織ID"],
        &[&["令和6年度", "c", "CHECK", "評価", "2024-05-01", "2024-06-10", "o"]],
    ),
    (
        "意見募集",
        &[
            "募集ID",
            "件名",
            "趣旨",
            "対象ID",
            "案の決裁番号",
            "募集開始日",
            "募集終了日",
            "期間が短い理由",
            "提出できる方",
            "提出方法",
            "資料",
            "担当組織ID",
            "保存期限",
            "結果公示日",
            "提出者数",
            "意見件数",
            "方法別の提出者数",
            "掲載しない意見",
            "修正した決裁番号",
            "結果のまとめ",
        ],
        &[&[
            "round",
            "計画の案",
            "意見を聴く",
            "p;e",
            "1",
            "2024-01-10",
            "2024-02-10",
            "急ぐため",
            "住む人",
            "郵送：市役所;窓口：3階",
            "素案 https://example.jp/a;概要版",
            "o",
            "2030-03-31",
            "2024-03-20",
            "3",
            "5",
            "郵送 2;窓口 1",
            "募集の対象でないもの 1",
            "2",
            "直した",
        ]],
    ),
    (
        "意見の概要",
        &[
            "募集ID",
            "意見番号",
            "箇所",
            "意見の概要",
            "意見件数",
            "提出者数",
            "考え方の区分",
            "考え方",
            "反映先ID",
            "修正した決裁番号",
        ],
        &[&["round", "1", "2章", "道を広く", "2", "2", "反映した", "広げる", "e", "2"]],
    ),
];

/// What a blank cell does not empty, and why.
const KEPT: &[(&str, &str, &str)] =
    &[("指標", "指標種別", "every indicator has a kind: a blank one is no other kind")];

fn decided(edition: &Edition, proposals: Vec<draft::Proposal>) -> Edition {
    let by = StaffId(String::new());
    edition.imagined(draft::edits(proposals, edition), &by, jiff::Timestamp::UNIX_EPOCH)
}

/// A town in which every table was decided.
fn town() -> Edition {
    let empty = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    TABLES.iter().fold(empty, |edition, (name, head, rows)| {
        let table = of(&edition, head, rows);
        assert_eq!((table.name, table.problems), (*name, vec![]));
        assert_eq!(table.proposals.len(), rows.len());
        decided(&edition, table.proposals)
    })
}

fn of<T: AsRef<str>>(edition: &Edition, head: &[T], rows: &[impl AsRef<[T]>]) -> Table {
    let line = |cells: &[T]| {
        let cells: Vec<String> = cells.iter().map(|it| format!("\"{}\"", it.as_ref())).collect();
        cells.join(",") + "\n"
    };
    let text = line(head) + &rows.iter().map(|row| line(row.as_ref())).collect::<String>();
    read(&text, edition).unwrap()
}

#[test]
fn the_same_table_again_changes_nothing() {
    let town = town();
    for (name, head, rows) in TABLES {
        assert_eq!(draft::edits(of(&town, head, rows).proposals, &town), [], "{name}");
    }
}

#[test]
fn a_column_that_is_not_there_leaves_what_is_known() {
    let town = town();
    for (name, head, rows) in TABLES {
        for left_out in 0..head.len() {
            let without = |cells: &[&'static str]| -> Vec<&'static str> {
                let kept = cells.iter().enumerate().filter(|(at, _)| *at != left_out);
                kept.map(|(_, cell)| *cell).collect()
            };
            let rows: Vec<_> = rows.iter().map(|row| without(row)).collect();
            let table = of(&town, &without(head), &rows);
            let column = head[left_out];
            assert_eq!(draft::edits(table.proposals, &town), [], "{name} without {column}");
        }
    }
}

#[test]
fn a_blank_cell_empties_the_field_or_is_told() {
    let town = town();
    for (name, head, rows) in TABLES {
        for (blank, column) in
            head.iter().enumerate().filter(|(at, _)| rows.iter().any(|row| !row[*at].is_empty()))
        {
            let blanked = |row: &&[&'static str]| -> Vec<&'static str> {
                row.iter().enumerate().map(|(at, cell)| if at == blank { "" } else { *cell }).collect()
            };
            let table = of(&town, head, &rows.iter().map(blanked).collect::<Vec<_>>());
            let changes = draft::edits(table.proposals, &town).len() + table.problems.len();
            let is_kept = KEPT.iter().any(|it| (it.0, it.1) == (*name, *column));
            assert_eq!(changes == 0, is_kept, "{name} with a blank {column}");
        }
    }
}

#[test]
fn what_has_no_column_at_all_stays() {
    let rule = RecordId::new("r");
    let town = town();
    let known = town.find::<RatingRule>(&rule).unwrap().clone();
    let plan::rating::RuleShape::MeetsTarget { met, missed } = known.shape.clone() else { unreachable!() };
    let shape = plan::rating::RuleShape::MeetsTarget {
        met: Grade { en: Some("met".to_owned()), tone: Some(Tone::Nearly), ..met },
        missed,
    };
    let off_scale = vec![OffScale { grade: Grade::new("中止", "中止"), when: None }];
    let full = RatingRule { shape, off_scale, hold: Some(Hold::AtLeast), ..known };
    let town = decided(&town, vec![draft::Proposal::put(Record::new(rule, full))]);
    let (_, head, rows) = TABLES.iter().find(|it| it.0 == "判定基準").unwrap();
    assert_eq!(draft::edits(of(&town, head, rows).proposals, &town), []);
}

#[test]
fn another_target_does_not_take_over_the_reason_of_the_one_before() {
    let town = town();
    let table = of(&town, &["指標ID", "年度", "目標値"], &[["i", "令和6年度", "50%以上"]]);
    let after = decided(&town, table.proposals);
    let target = after.find::<plan::target::Target>(&RecordId::new("i/target/2024")).unwrap();
    assert_eq!((target.words.as_str(), &target.revision_reason), ("50%以上", &None));
}

#[test]
fn a_blank_figure_takes_no_figure_back_and_says_how_one_is_taken_back() {
    let (town, year) = (town(), "令和6年度");
    let blank = |head: &[&str], row: &[&str], said: &str| {
        let table = of(&town, head, &[row]);
        assert_eq!(draft::edits(table.proposals, &town), [], "{head:?}");
        assert!(table.problems[0].ja.starts_with(said), "{:?}", table.problems);
    };
    blank(&["指標ID", "年度", "実績値", "理由"], &["i", year, "", ""], "空欄なので、いまの実績値50.0のまま");
    blank(&["指標ID", "年度", "目標値"], &["i", year, ""], "「目標値」が空欄です");
    blank(&["要素ID", "年度", "金額区分", "金額"], &["e", year, "決算", ""], "「金額」が空欄です");
    let after = decided(&town, of(&town, &["指標ID", "年度", "実績値"], &[["i", year, "集計中"]]).proposals);
    let actual = after.find::<plan::actual::Actual>(&RecordId::new("i/actual/2024")).unwrap();
    assert_eq!(actual.figure, plan::actual::Figure::NotYet);
}
