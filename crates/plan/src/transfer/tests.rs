use jiff::Timestamp;
use jiff::civil::date;

use super::*;
use crate::draft::{self, Proposal};
use crate::municipality::MunicipalityCode;
use crate::record::Record;
use crate::staff::Post;

fn edition() -> Edition {
    let empty = Edition::empty(MunicipalityCode::parse("990019").unwrap());
    let all = [("o-env", "環境課"), ("o-road", "道路課"), ("o-road2", "道路 課")];
    let proposals =
        all.map(|(id, name)| Proposal::put(Record::new(RecordId::new(id), Organisation::new(name))));
    let edits = draft::edits(proposals.into(), &empty);
    empty.imagined(edits, &StaffId("t".to_owned()), Timestamp::UNIX_EPOCH)
}

fn sato() -> Account {
    let post = Post {
        role: Role::Writer,
        organisation: Some(RecordId::new("o-env")),
        from: date(2024, 4, 1),
        until: None,
        stands_in_for: None,
        given_by: StaffId("t".to_owned()),
    };
    Account {
        id: StaffId("s-1".to_owned()),
        login: "a01".to_owned(),
        name: "佐藤 花子".to_owned(),
        mail: None,
        outside: None,
        posts: vec![post],
        left_on: None,
        made: Timestamp::UNIX_EPOCH,
        changed_by: None,
        changed_at: None,
    }
}

fn grid(rows: &[[&str; 9]]) -> Grid {
    let heads = Column::ALL.map(|it| it.head().to_owned()).to_vec();
    let rows = rows.iter().zip(2..).map(|(cells, at)| (at, cells.map(str::to_owned).to_vec()));
    Grid { sheet: "職員".to_owned(), rows: std::iter::once((1, heads)).chain(rows).collect() }
}

fn one(cells: [&str; 9]) -> ForeseenRow {
    foresee(&grid(&[cells]), &[sato()], &edition()).unwrap().remove(0)
}

#[test]
fn a_table_as_it_was_written_changes_nothing() {
    let row = ["a01", "佐藤 花子", "", "入力者", "環境課（o-env）", "2024-04-01", "", "", "s-1#0"];
    assert_eq!(one(row).outcome, Outcome::Same);
}

#[test]
fn another_organisation_from_another_day_on_is_a_transfer() {
    let row = ["Ａ０１", "佐藤 花子", "", "課長", "道路課（o-road）", "令和９年４月１日", "", "", "s-1#0"];
    let it = one(row);
    assert_eq!(it.outcome, Outcome::Changed, "{it:?}");
    assert_eq!(it.steps[0], Step::End(StaffId("s-1".to_owned()), 0, date(2027, 3, 31)));
    assert!(matches!(&it.steps[1], Step::Give(login, it) if login == "a01" && it.from == date(2027, 4, 1)));
}

#[test]
fn what_is_wrong_is_named_by_its_cell() {
    let row = |at: usize, text: &'static str| {
        let mut row = ["a01", "佐藤 花子", "", "入力者", "環境課", "R9.4.1", "", "", "s-1#0"];
        row[at] = text;
        one(row)
    };
    for (at, text, cell) in [
        (0, "", "A2"),
        (1, "", "B2"),
        (2, "hanako", "C2"),
        (3, "係長", "D2"),
        (4, "水道課", "E2"),
        (4, "道路課", "E2"),
        (5, "来春", "F2"),
        (6, "R8.1.1", "G2"),
        (7, "z99", "H2"),
        (8, "s-9#0", "I2"),
    ] {
        let it = row(at, text);
        assert_eq!(
            (it.outcome, it.place.as_str()),
            (Outcome::Problem, format!("「職員」シート {cell}").as_str()),
            "{it:?}"
        );
        assert!(it.steps.is_empty());
    }
}

#[test]
fn rows_of_one_newcomer_are_one_account_with_several_posts() {
    let rows = [
        ["b02", "鈴木 一郎", "ichiro@example.jp", "入力者", "環境課", "46113", "", "", ""],
        ["Ｂ０２", "鈴木 一郎", "ichiro@example.jp", "財政課", "", "2026/4/1", "", "", ""],
        ["b02", "鈴木 一郎", "ichiro@example.jp", "財政課", "", "2026/4/1", "", "", ""],
    ];
    let all = foresee(&grid(&rows), &[sato()], &edition()).unwrap();
    let outcomes: Vec<_> = all.iter().map(|it| it.outcome).collect();
    assert_eq!(outcomes, [Outcome::Added, Outcome::Added, Outcome::Same]);
    let invited = all.iter().flat_map(|it| &it.steps).filter(|it| matches!(it, Step::Invite(_)));
    assert_eq!(invited.count(), 1);
}

#[test]
fn two_people_under_one_new_number_are_a_problem_at_the_second_of_them() {
    let new =
        |name, mail, organisation| ["aaa1", name, mail, "入力者", organisation, "2027-04-01", "", "", ""];
    let rows = [
        new("新人 一郎", "ichiro@example.jp", "環境課（o-env）"),
        new("新人 二郎", "", "道路課（o-road）"),
        new("新人　一郎", "", "道路課（o-road）"),
        new("新人一郎", "jiro@example.jp", "道路 課（o-road2）"),
    ];
    let all = foresee(&grid(&rows), &[sato()], &edition()).unwrap();
    let outcomes: Vec<_> = all.iter().map(|it| it.outcome).collect();
    let expected = [Outcome::Added, Outcome::Problem, Outcome::Added, Outcome::Problem];
    assert_eq!(outcomes, expected, "{all:?}");
    assert_eq!((all[1].place.as_str(), all[3].place.as_str()), ("「職員」シート B3", "「職員」シート C5"));
    assert!(all[1].said[0].0.starts_with("同じ番号に別の氏名があります（2行目では新人 一郎）"), "{all:?}");
    assert!(all[3].said[0].0.starts_with("同じ番号に別のメールがあります"), "{all:?}");
    assert!(all[1].steps.is_empty() && all[3].steps.is_empty());
}

#[test]
fn the_last_day_of_a_post_and_whom_it_stands_in_for_are_told() {
    let row = ["b02", "鈴木 一郎", "", "課長", "道路課（o-road）", "R8.10.1", "R8.12.31", "a01", ""];
    let it = one(row);
    let (ja, en) = &it.said[1];
    assert_eq!(ja, "令和8年10月1日から 道路課 課長の職を登録（～令和8年12月31日、佐藤 花子さんの代理）");
    assert!(en.ends_with("from 2026-10-01 (until 2026-12-31, in place of 佐藤 花子)"), "{en}");
}

#[test]
fn what_an_earlier_row_gives_is_not_given_again() {
    let new = ["b02", "鈴木 一郎", "", "課長", "道路課（o-road）", "2027-04-01", "", "", ""];
    let other_address = {
        let mut row = ["a01", "佐藤 花子", "", "課長", "道路課（o-road）", "2027-04-01", "", "", "s-1#0"];
        let first = row;
        row[2] = "hanako@example.jp";
        [first, row]
    };
    let all = foresee(&grid(&[new, new, other_address[0], other_address[1]]), &[sato()], &edition()).unwrap();
    let outcomes: Vec<_> = all.iter().map(|it| it.outcome).collect();
    assert_eq!(outcomes, [Outcome::Added, Outcome::Same, Outcome::Changed, Outcome::Changed], "{all:?}");
    assert_eq!(all[1].said[0].0, "前の行と同じ内容です");
    let given = all.iter().flat_map(|it| &it.steps).filter(|it| matches!(it, Step::Give(..)));
    assert_eq!(given.count(), 2, "one post each: {all:?}");
    assert!(matches!(all[3].steps[..], [Step::Correct(..)]), "the address alone: {:?}", all[3]);
    assert!(all[3].said.iter().any(|(ja, _)| ja == "職は前の行で登録します"), "{:?}", all[3].said);
}

#[test]
fn a_table_of_the_day_itself_ends_what_it_does_not_name_the_day_before() {
    let rows = [
        ["b02", "鈴木 一郎", "", "課長", "道路課（o-road）", "2026-04-01", "", "", ""],
        ["b03", "高橋 次郎", "", "課長", "道路課（o-road）", "2026-05-01", "", "", ""],
    ];
    let all = foresee(&grid(&rows), &[], &edition()).unwrap();
    assert_eq!(last_day(&all, date(2026, 4, 1)), date(2026, 3, 31), "the day is not over yet");
    assert_eq!(last_day(&all, date(2026, 4, 2)), date(2026, 4, 30));
}

#[test]
fn a_blank_cell_of_an_added_row_keeps_the_address_and_one_that_is_erased_is_named() {
    let known = Account { mail: Some("hanako@example.jp".to_owned()), ..sato() };
    let of =
        |row: [&str; 9]| foresee(&grid(&[row]), std::slice::from_ref(&known), &edition()).unwrap().remove(0);
    let added = of(["a01", "佐藤 花子", "", "財政課", "", "R9.4.1", "", "", ""]);
    assert!(added.steps.iter().all(|it| matches!(it, Step::Give(..))), "{added:?}");
    let erased = of(["a01", "佐藤 花子", "", "入力者", "環境課（o-env）", "2024-04-01", "", "", "s-1#0"]);
    assert_eq!(erased.said[0].0, "メールを直す：hanako@example.jp → （なし）");
    assert!(matches!(&erased.steps[0], Step::Correct(_, it) if it.mail.is_empty()));
}

#[test]
fn a_post_that_would_be_held_twice_is_told_at_its_row_and_the_others_go_on() {
    let rows = [
        ["a01", "佐藤 花子", "", "入力者", "環境課（o-env）", "2027-04-01", "", "", ""],
        ["b02", "鈴木 一郎", "", "課長", "道路課（o-road）", "2027-04-01", "", "", ""],
        ["b02", "鈴木 一郎", "", "課長", "道路課（o-road）", "2027-10-01", "", "", ""],
    ];
    let all = foresee(&grid(&rows), &[sato()], &edition()).unwrap();
    let outcomes: Vec<_> = all.iter().map(|it| it.outcome).collect();
    assert_eq!(outcomes, [Outcome::Problem, Outcome::Added, Outcome::Problem], "{all:?}");
    assert!(all[0].said[0].0.starts_with("同じ職がその期間にもう登録されています（"), "{:?}", all[0].said);
    assert_eq!(all[0].place, "「職員」シート F2");
    // After the row that moves the person on, the same post may begin again.
    let moved = [
        ["a01", "佐藤 花子", "", "課長", "道路課（o-road）", "2027-04-01", "", "", "s-1#0"],
        ["a01", "佐藤 花子", "", "入力者", "環境課（o-env）", "2027-04-01", "", "", ""],
    ];
    let all = foresee(&grid(&moved), &[sato()], &edition()).unwrap();
    assert!(all.iter().all(|it| it.outcome == Outcome::Changed), "{all:?}");
}

#[test]
fn whom_the_table_does_not_name_is_told_and_not_touched() {
    let row = ["b02", "鈴木 一郎", "", "入力者", "環境課", "R9.4.1", "", "", ""];
    let accounts = [sato()];
    let all = foresee(&grid(&[row]), &accounts, &edition()).unwrap();
    let left = missing(&all, &accounts, date(2027, 3, 31));
    assert_eq!(
        left.iter().map(|(it, posts)| (it.login.as_str(), posts.clone())).collect::<Vec<_>>(),
        [("a01", vec![0])]
    );
    assert!(all.iter().flat_map(|it| &it.steps).all(|it| !matches!(it, Step::End(..))));
}

#[test]
fn a_table_of_something_else_is_none() {
    let grid = Grid { sheet: String::new(), rows: vec![(1, vec!["事業名".to_owned()])] };
    assert_eq!(foresee(&grid, &[], &edition()), Err(NoTable));
}

#[test]
fn posts_of_whom_the_table_does_not_name_end_the_day_before_its_new_posts_begin() {
    let kept = ["a01", "佐藤 花子", "", "入力者", "環境課（o-env）", "2024-04-01", "", "", "s-1#0"];
    let given = |login: &'static str, from: &'static str| {
        [login, "鈴木 一郎", "", "課長", "道路課（o-road）", from, "", "", ""]
    };
    let last =
        |rows: &[[&str; 9]], today| last_day(&foresee(&grid(rows), &[sato()], &edition()).unwrap(), today);
    let april = [kept, given("b03", "2026-04-01")];
    assert_eq!(last(&april, date(2026, 3, 20)), date(2026, 3, 31), "prepared in March");
    assert_eq!(last(&april, date(2026, 4, 1)), date(2026, 3, 31), "sent on the day itself");
    let november = [kept, given("b03", "2027-01-04"), given("b04", "2026-12-01")];
    assert_eq!(last(&november, date(2026, 11, 22)), date(2026, 11, 30), "in the middle of a year");
    assert_eq!(last(&[kept], date(2026, 11, 22)), date(2027, 3, 31), "it gives no post");
    assert_eq!(last(&[kept], date(2026, 4, 1)), date(2027, 3, 31));
    let forgotten = ["a01", "佐藤 花子", "", "課長", "道路課（o-road）", "2025-10-01", "", "", ""];
    let mixed = [forgotten, given("b03", "2026-04-01"), given("b04", "2026-04-01")];
    for (day, why) in [(20, "prepared in March"), (31, "on the eve")] {
        assert_eq!(last(&mixed, date(2026, 3, day)), date(2026, 3, 31), "one forgotten post, {why}");
    }
    assert_eq!(last(&mixed[..2], date(2026, 4, 1)), date(2026, 3, 31), "as many as there are others");
    assert_eq!(last(&mixed[..1], date(2026, 4, 1)), date(2025, 9, 30), "nothing else begins");
}
