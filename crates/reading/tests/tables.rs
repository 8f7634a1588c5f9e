//! CSV tables: what each column becomes, and that one bad cell costs one row.

#![expect(clippy::unwrap_used, reason = "a panic is how a test fails")]

use plan::actual::{Figure, Status};
use plan::decision::Change;
use plan::draft::Proposal;
use plan::edition::Edition;
use plan::municipality::MunicipalityCode;
use plan::record::{Body, Recorded};
use reading::tables::{Table, read};

fn town() -> Edition {
    Edition::empty(MunicipalityCode::parse("990019").unwrap())
}

fn table(text: &str) -> Table {
    read(text, &town()).unwrap_or_else(|| panic!("no table: {text}"))
}

fn records<T: Recorded + Clone>(table: &Table) -> Vec<T> {
    let record = |it: &Proposal| match &it.change {
        Change::Put(record) => T::of(&record.body).cloned(),
        Change::Retire(_) => None,
    };
    table.proposals.iter().filter_map(record).collect()
}

fn told(table: &Table) -> Vec<String> {
    table.problems.iter().map(|it| format!("{}：{}", it.place, it.ja)).collect()
}

#[test]
fn a_table_is_known_by_its_head_in_either_language_and_any_order() {
    for text in
        ["指標ID,年度,目標値\ni,R6,48％以上\n", "target,indicator_id,fiscal_year\n48%以上,i,2024年度\n"]
    {
        let table = table(text);
        assert_eq!((table.name, told(&table)), ("目標", vec![]));
        let targets = records::<plan::target::Target>(&table);
        assert_eq!(targets[0].fiscal_year.year(), 2024);
        assert_eq!(targets[0].condition, plan::condition::Condition::AtLeast(48.into()));
    }
    assert!(read("見出し,本文\nあ,い\n", &town()).is_none());
    assert!(read("", &town()).is_none());
}

#[test]
fn one_bad_cell_costs_one_row_and_names_its_place() {
    let text = "指標ID,年度,実績値,状態,備考\ni,令和6年度,41.0,速報,\ni,平成なん年度,42,確定,\ni,令和7年度,約50,,\ni,令和8年度,たくさん,,\ni,令和9年度,#DIV/0!,,\ni,令和10年度,12,仮,\n";
    let table = table(text);
    assert_eq!(records::<plan::actual::Actual>(&table).len(), 1);
    let told = told(&table);
    assert_eq!(told[0], "1行：列「備考」は知らない名前なので読みません");
    assert_eq!(told[1], "3行 年度：「平成なん年度」は年度として読めません");
    assert_eq!(
        told[2],
        "4行 実績値：「約50」はおよその数です。実績値は正確な数で書いてください（取り込みませんでした）"
    );
    assert_eq!(told[3], "5行 実績値：「たくさん」は数値として読めません");
    assert_eq!(told.len(), 6, "{told:?}");
}

#[test]
fn missing_is_never_zero_and_needs_its_reason() {
    let text = "指標ID,年度,実績値,理由\na,R3,―,調査を中止した\nb,R3,集計中,\nc,R3,―,\nd,R3,0,\n";
    let table = table(text);
    let figures: Vec<Figure> =
        records::<plan::actual::Actual>(&table).into_iter().map(|it| it.figure).collect();
    let skipped = Figure::NotMeasured { because: "調査を中止した".to_owned() };
    assert_eq!(figures, [skipped, Figure::NotYet, Figure::Value(0.into())]);
    assert_eq!(told(&table), ["4行 実績値：「―」は実績がない印ですが、理由がありません"]);
}

#[test]
fn a_survey_figure_keeps_who_answered() {
    let table = table(
        "指標ID,年度,実績値,状態,発送数,回答数,説明\ni,R6,54.2%,速報,\"2,000\",\"1,167\",下がった理由\n",
    );
    let actual = &records::<plan::actual::Actual>(&table)[0];
    assert_eq!(
        (actual.status, actual.sample.unwrap().sent, actual.sample.unwrap().valid),
        (Status::Provisional, Some(2000), 1167)
    );
    assert_eq!(actual.explanation.as_deref(), Some("下がった理由"));
}

#[test]
fn money_is_whole_yen_however_it_is_written() {
    let table = table(
        "要素ID,年度,金額区分,金額,人件費,職員数\ne,R6,当初予算,\"1,200千円\",7百万円,0.9\ne,R6,補正予算,▲３百万円,,\ne,R6,決算,1.5円,,\n",
    );
    let amounts = records::<plan::amount::Amount>(&table);
    assert_eq!(amounts.iter().map(|it| it.yen).collect::<Vec<_>>(), [1_200_000, -3_000_000]);
    assert_eq!(amounts[0].staff_cost, Some(7_000_000));
    assert_eq!(told(&table), ["4行 金額：「1.5円」は金額として読めません"]);
}

#[test]
fn a_figure_that_calls_itself_about_is_never_taken_for_an_exact_one() {
    let money = [
        "1兆円くらい",
        "約1億円ほど",
        "1億円くらい",
        "100円強",
        "おおよそ100千円",
        "100円（概数）",
        "だいたい5万円",
    ];
    let figures = ["50人くらい", "50弱", "約50％ほど", "およそ50", "50人（程度）", "ざっと50", "50前後"];
    for cell in money {
        let table = table(&format!("要素ID,年度,金額区分,金額\ne,R6,決算,{cell}\n"));
        assert_eq!(table.proposals.len(), 0, "{cell}");
        assert!(told(&table)[0].starts_with(&format!("2行 金額：「{cell}」はおよその数です")), "{cell}");
    }
    for cell in money {
        let table = table(&format!("要素ID,年度,金額区分,金額,人件費\ne,R6,決算,100,{cell}\n"));
        assert_eq!(table.proposals.len(), 0, "{cell}");
        assert!(told(&table)[0].starts_with(&format!("2行 人件費：「{cell}」はおよその数です")), "{cell}");
    }
    for cell in figures {
        let table = table(&format!("指標ID,年度,実績値\ni,R6,{cell}\n"));
        assert_eq!(table.proposals.len(), 0, "{cell}");
        assert!(told(&table)[0].starts_with(&format!("2行 実績値：「{cell}」はおよその数です")), "{cell}");
    }
    let table = table("要素ID,年度,金額区分,金額,按分\ne,R6,決算,100円,f=約40%\n");
    assert_eq!((table.proposals.len(), table.problems.len()), (0, 1));
}

#[test]
fn a_target_keeps_its_about_in_its_words() {
    let table = table("指標ID,年度,目標値\ni,R6,約50人以上\n");
    assert_eq!(records::<plan::target::Target>(&table)[0].words, "約50人以上");
}

#[test]
fn names_of_an_organisation_are_gathered_in_the_order_of_their_days() {
    let text = "組織ID,組織名,名称開始日\no,まちづくり推進部,2024-04-01\no,地域まちづくり部,\n";
    let table = table(text);
    let organisations = records::<plan::organisation::Organisation>(&table);
    let names: Vec<_> = organisations[0].names.iter().map(|it| it.text.as_str()).collect();
    assert_eq!((organisations.len(), names), (1, vec!["地域まちづくり部", "まちづくり推進部"]));
}

#[test]
fn what_stands_in_the_cell_goes_with_the_record() {
    let table = table("指標ID,年度,目標値\ni,R6,48％以上\n");
    let written = table.proposals[0].written.as_ref().unwrap();
    assert_eq!((written.place.as_str(), written.text.as_str()), ("2行", "i｜R6｜48％以上"));
}

#[test]
fn a_guarded_formula_is_text_again() {
    let table = table("意見ID,対象ID,年度,意見者種別,意見\nr,e,R6,住民,'=SUM(A1)は式ではない\n");
    assert_eq!(records::<plan::remark::Remark>(&table)[0].text, ["=SUM(A1)は式ではない"]);
}

#[test]
fn an_element_of_an_unknown_plan_or_level_is_told() {
    let table = table("要素ID,計画ID,階層,番号,名称\ne,none,施策,1,名\n");
    assert_eq!(told(&table), ["2行 計画ID：「none」はまだない計画です（計画の表を先に読ませてください）"]);
    assert!(
        table
            .proposals
            .iter()
            .all(|it| !matches!(&it.change, Change::Put(record) if matches!(record.body, Body::Element(_))))
    );
}

#[test]
fn uneven_rows_and_line_breaks_in_cells_are_read() {
    let text = "対象ID,年度,評価種別,評価,今後の方針\r\ne,R6,自己評価,\"一つ目。\r\n二つ目。\"\r\n,,,,\r\nf,R6,外部評価,よい,続ける,余り\r\n";
    let evaluations = records::<plan::evaluation::Evaluation>(&table(text));
    assert_eq!(evaluations[0].text, ["一つ目。", "二つ目。"]);
    assert_eq!(evaluations[1].future, ["続ける"]);
}

#[test]
fn a_table_without_a_column_leaves_what_it_holds() {
    use plan::decision::StaffId;
    let decided = |edition: &Edition, text: &str| {
        let edits = plan::draft::edits(read(text, edition).unwrap().proposals, edition);
        edition.imagined(edits, &StaffId(String::new()), jiff::Timestamp::UNIX_EPOCH)
    };
    let full = "指標ID,年度,実績値,発送数,回答数,説明\ni,R6,58.7%,3000,1211,横ばい\n";
    let edition = decided(&decided(&town(), full), "指標ID,年度,実績値\ni,R6,58.9%\n");
    let actual = edition.all::<plan::actual::Actual>().next().unwrap().1;
    assert_eq!((actual.value(), actual.sample.unwrap().valid), ("58.9".parse().ok(), 1211));
    assert_eq!(actual.explanation.as_deref(), Some("横ばい"));
    let emptied = decided(&edition, "指標ID,年度,実績値,説明\ni,R6,58.9%,\n");
    let actual = emptied.all::<plan::actual::Actual>().next().unwrap().1;
    assert_eq!(actual.explanation, None, "a column that is there and blank empties the field");
}

#[test]
fn doubled_rows_surplus_cells_other_units_and_strange_heads_are_told() {
    let doubled = table("指標ID,年度,目標値\ni,R6,30件以上\ni,R6,35件以上\ni,R6,35件以上\n");
    assert_eq!(told(&doubled), ["3行：同じ記録の行が2つあり、内容が違います（後の行を使いました）"]);
    let surplus = table("指標ID,年度,目標値\ni,R6,30件以上,余り\n");
    assert_eq!(told(&surplus), ["2行：見出しより右に「余り」があります（読んでいません）"]);
    let strange = table("指標,年度,目標\ni,R6,30\n");
    assert!(
        strange.proposals.is_empty() && told(&strange)[0].contains("どの表とも合わない"),
        "{:?}",
        told(&strange)
    );
}

#[test]
fn a_table_of_open_data_is_told_apart_and_nothing_of_it_is_read() {
    for head in [
        "全国地方公共団体コード,ID,地方公共団体名,組織ID,名称の順,組織名,名称の開始日",
        "municipality_code,id,municipality_name,organisation_id,name_number,organisation_name,name_since",
        "全国地方公共団体コード,ID,地方公共団体名,記録ID,記録の種別,見出しの順,見出しの意味",
    ] {
        let table = table(&format!("{head}\n990019,990019/a,目安市,a,1,甲課,2020-04-01\n"));
        assert_eq!((table.name, table.proposals.len(), table.problems.len()), ("公開データ", 0, 1), "{head}");
        assert!(told(&table)[0].contains("「目標」「実績」"), "{:?}", told(&table));
    }
}

#[test]
fn cells_without_a_figure_say_of_which_kind_they_are() {
    use reading::problem::Gap;
    let unit = "指標ID,指標名,指標種別,単位\ni,参加者,活動,人\n";
    let edition = town();
    let edits = plan::draft::edits(read(unit, &edition).unwrap().proposals, &edition);
    let by = plan::decision::StaffId(String::new());
    let edition = edition.imagined(edits, &by, jiff::Timestamp::UNIX_EPOCH);
    let text = "指標ID,年度,実績値,理由\ni,R1,50件,\ni,R2,,\ni,R3,―,\ni,R4,約50人,\ni,R5,集計中,\ni,R6,―,調査の中止\ni,R7,50人,\n";
    let table = read(text, &edition).unwrap();
    let gaps = |told: &[reading::problem::Problem]| told.iter().map(|it| it.gap).collect::<Vec<_>>();
    let left_out = [Gap::OtherUnit, Gap::Blank, Gap::Mark, Gap::About];
    assert_eq!(gaps(&table.problems), left_out.map(Some));
    assert_eq!(gaps(&table.notes), [Gap::NotYet, Gap::NotMeasured].map(Some));
    assert_eq!((table.notes[0].place.as_str(), table.proposals.len()), ("6行 実績値", 3));
}

#[test]
fn everything_of_an_indicator_is_told_in_its_own_unit_however_it_is_written() {
    let head = "指標ID,指標名,指標種別,単位,基準年度,基準値\ni,来訪者数,成果,千人,R1,812\n";
    let targets = "指標ID,年度,目標値\ni,R6,860.7千人以上\ni,R7,\"87万人以上\"\ni,R8,10%増\n";
    let actuals = "指標ID,年度,実績値\ni,R3,803.90\ni,R4,836.4千人\ni,R5,\"840,500人\"\n";
    let edition = [head, targets, actuals].iter().fold(town(), |edition, text| {
        let table = read(text, &edition).unwrap();
        assert_eq!(told(&table), [""; 0]);
        let edits = plan::draft::edits(table.proposals, &edition);
        edition.imagined(edits, &plan::decision::StaffId(String::new()), jiff::Timestamp::UNIX_EPOCH)
    });
    let id = plan::record::RecordId::new("i");
    assert_eq!(edition.find::<plan::indicator::Indicator>(&id).unwrap().baseline.unwrap().value, 812.into());
    let year = |year| plan::fiscal_year::FiscalYear::new(year);
    let figures =
        [2021, 2022, 2023].map(|it| edition.actual(&id, year(it)).unwrap().value().unwrap().to_string());
    assert_eq!(figures, ["803.90", "836.4", "840.5"]);
    let asked = [2024, 2025].map(|it| edition.target(&id, year(it)).unwrap().condition.written("千人"));
    assert_eq!(asked, ["860.7千人以上", "870千人以上"]);
    let share = edition.target(&id, year(2026)).unwrap();
    assert_eq!(share.condition, plan::condition::Condition::Words, "ten percent more are not 10千人 more");
}

#[test]
fn a_head_that_is_nearly_right_names_the_table_and_the_columns_that_were_meant() {
    let meant = |head: &str, said: &str| {
        let table = table(&format!("{head}\na,b,c,d\n"));
        assert_eq!(table.proposals.len(), 0, "{head}");
        assert!(told(&table)[0].ends_with(said), "{head}: {:?}", told(&table));
    };
    meant(
        "指標ID,年度,実積値",
        "「実績」の表で、次の列がありません：「実績値」（「実積値」と書かれた列のことではありませんか）",
    );
    meant(
        "indicator_id,fiscal_year,taget",
        "「目標」の表で、次の列がありません：「目標値」（「taget」と書かれた列のことではありませんか）",
    );
    meant(
        "指標番号,年度,実績の値",
        "：「指標ID」、「実績値」（「実績の値」と書かれた列のことではありませんか）",
    );
    meant(
        "要素番号ID,会計年度,金額（円）,予算の区分",
        "「金額」（「金額（円）」と書かれた列のことではありませんか）",
    );
}

#[test]
fn a_year_beyond_the_end_of_its_era_is_taken_in_and_told_once() {
    let table = table("指標ID,年度,目標値\na,平成40年度,5\nb,平成40年度,6\nc,平成31年度,7\n");
    let years: Vec<i16> =
        records::<plan::target::Target>(&table).iter().map(|it| it.fiscal_year.year()).collect();
    assert_eq!((years, told(&table)), (vec![2028, 2028, 2019], vec![]));
    let notes: Vec<_> = table.notes.iter().map(|it| (it.place.as_str(), it.ja.as_str())).collect();
    let said = "「平成40年度」は令和10年度と読みました（元号はその前に改まっています）";
    assert_eq!(notes, [("2行 年度", said)]);
}
