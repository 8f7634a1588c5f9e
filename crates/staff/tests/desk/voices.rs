//! The public form under pressure: who is one sender, when it takes no more, and what staff are told.

use axum::http::StatusCode;
use ledger::LedgerError;
use plan::consultation::{Letter, MOST_LETTERS};
use plan::element::Element;
use plan::record::{Record, RecordId};

use crate::comments::{ROUND, form_number, letters, open_round, seen, send_from, site};
use crate::office::{TownHall, town};

const ID: &str = "comments-2026-1";

#[tokio::test]
async fn each_form_is_one_persons_and_no_page_with_one_is_kept_for_others() {
    let hall = TownHall::new();
    let _koho = open_round(&hall).await;
    let site = site(&hall);
    let (mine, yours) = (form_number(&seen(&site, ROUND).await.1), form_number(&seen(&site, ROUND).await.1));
    assert_ne!(mine, yours);
    for form in [&mine, &yours, &mine] {
        let fields = [("text", "署名運動の文"), ("form", form)];
        assert_eq!(send_from(&site, ROUND, "192.0.2.1", &fields).await.0, StatusCode::OK);
    }
    assert_eq!(letters(&hall).len(), 2);
    let (status, again) = send_from(&site, ROUND, "192.0.2.1", &[("text", ""), ("form", &mine)]).await;
    assert_eq!(
        (status, form_number(&again)),
        (StatusCode::UNPROCESSABLE_ENTITY, mine),
        "it is the same form still"
    );
}

#[tokio::test]
async fn the_twenty_first_letter_of_a_network_waits_and_its_words_stay() {
    let hall = TownHall::new();
    let _koho = open_round(&hall).await;
    let site = site(&hall);
    for number in 0..20 {
        let address = format!("2001:db8:0:1::{number}");
        assert_eq!(send_from(&site, ROUND, &address, &[("text", "よい案")]).await.0, StatusCode::OK);
    }
    let (status, page) = send_from(&site, ROUND, "2001:db8:0:1:ffff::1", &[("text", "二十一通目")]).await;
    assert!(status == StatusCode::TOO_MANY_REQUESTS && page.contains("二十一通目"), "{page}");
    assert_eq!(send_from(&site, ROUND, "2001:db8:0:2::1", &[("text", "隣の家")]).await.0, StatusCode::OK);
}

/// Fills the round up to so many letters.
fn fill(hall: &TownHall, letters: u64) {
    let one = hall.ledger.read(|tx| ledger::letter::page(tx, &town(), ID, (0, 1))).unwrap()[0].value.clone();
    let fill = move |tx: &mut ledger::Tx<'_>| {
        let there = ledger::letter::count(tx, &town(), ID)?;
        let one = Letter { ..one.clone() };
        (there..letters).try_for_each(|number| {
            ledger::letter::save(tx, &town(), ID, &format!("n{number}"), &one, None).map(drop)
        })
    };
    hall.ledger.write(fill).unwrap_or_else(|error: LedgerError| panic!("{error}"));
}

#[tokio::test]
async fn a_full_form_says_so_to_residents_and_to_staff_before_and_after() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    let site = site(&hall);
    let (_, page) = seen(&site, ROUND).await;
    assert!(page.contains("20,000通まで"), "the limit is said before anybody writes: {page}");
    assert_eq!(send_from(&site, ROUND, "192.0.2.1", &[("text", "よい案")]).await.0, StatusCode::OK);
    assert!(!koho.get(ROUND).await.body.contains("入力フォームの上限"));

    fill(&hall, MOST_LETTERS / 5 * 4);
    assert!(koho.get(ROUND).await.body.contains("あと4,000通"));
    assert!(koho.get("/990019/comments").await.body.contains("上限に近い"));

    fill(&hall, MOST_LETTERS);
    let (status, page) = send_from(&site, ROUND, "192.0.2.1", &[("text", "入らない意見")]).await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(
        page.contains("入らない意見") && page.contains("市役所 企画課"),
        "the words, and another way: {page}"
    );
    let (_, page) = seen(&site, ROUND).await;
    assert!(!page.contains("<textarea") && page.contains("入力フォームは止めています"), "{page}");
    let told = koho.get(ROUND).await.body;
    assert!(told.contains("新しい意見を受け付けていません") && told.contains("全20,000通"), "{told}");

    let typed = [("key", "l-1"), ("by", "post"), ("received", "R8.11.10"), ("f:text", "紙の意見")];
    assert!(koho.post(&format!("{ROUND}/letters"), &typed).await.location.ends_with("done=typed-in"));
    assert_eq!(
        letters(&hall).len() as u64,
        MOST_LETTERS + 1,
        "paper is typed in all the same, nothing is lost"
    );
}

#[tokio::test]
async fn a_long_list_of_letters_comes_in_parts_unread_first() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    koho.get(ROUND).await;
    let table: String = (0..120).map(|it| format!("意見{it:03}番\n")).collect();
    let form = [("by", "post"), ("received", "R8.11.10"), ("f:pasted", table.as_str())];
    let taken = koho.post(&format!("{ROUND}/list"), &form).await;
    assert!(taken.body.contains("<strong>120</strong>通"), "{}", taken.body);
    let (first, last) = (koho.get(ROUND).await.body, koho.get(&format!("{ROUND}?page=3")).await.body);
    assert!(
        first.contains("1～50通（全120通）") && first.contains("意見000番") && !first.contains("意見050番")
    );
    assert!(
        last.contains("101～120通（全120通）") && last.contains("意見119番") && !last.contains("意見099番")
    );
    for page in ["0", "4", "x", "-1", "99999999999999999999"] {
        assert_eq!(koho.get(&format!("{ROUND}?page={page}")).await.status, StatusCode::NOT_FOUND, "{page}");
    }

    let letter = first.split("/letters/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let done =
        koho.post(&format!("{ROUND}/letters/{letter}/mark"), &[("seen", "1"), ("mark-0", "repeated")]).await;
    assert!(
        done.location.contains("/letters/") && !done.location.contains(&letter),
        "on to the next: {done:?}"
    );
    assert!(!koho.get(ROUND).await.body.contains("意見000番"), "what was read comes last");
    assert!(koho.get(&format!("{ROUND}?page=3")).await.body.contains("意見000番"));
}

fn summaries(hall: &TownHall) -> usize {
    hall.ledger.read(|tx| ledger::paper::all::<plan::consultation::Summary>(tx, &town())).unwrap().len()
}

/// 政策 above 施策 above 事業, in the plan that the round asks about.
fn given_tree(hall: &TownHall) {
    let edition = hall.desk.edition(&town()).unwrap();
    let (plan, asked) = edition.all::<plan::plan::Plan>().next().unwrap();
    let levels = ["政策", "施策", "事業"].map(str::to_owned).to_vec();
    hall.decide(vec![Record::new(plan.clone(), plan::plan::Plan { levels, ..asked.clone() })]);
    let element = |id: &str, parent: Option<&str>, level: u8, title: &str| {
        let parent = parent.map(RecordId::new);
        let number = id.trim_start_matches("x-");
        Record::new(RecordId::new(id), Element { parent, ..Element::new(plan.clone(), level, number, title) })
    };
    hall.decide(vec![
        element("x-1", None, 0, "安全なまち"),
        element("x-1-1", Some("x-1"), 1, "防災"),
        element("x-1-1-1", Some("x-1-1"), 2, "避難所を整える"),
        element("x-1-1-2", Some("x-1-1"), 2, "備蓄を増やす"),
        element("x-2", None, 0, "緑のまち"),
    ]);
}

#[tokio::test]
async fn a_part_of_the_plan_is_found_without_a_script_and_nothing_typed_is_lost() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    given_tree(&hall);
    let path = format!("{ROUND}/summaries/s-1");
    let tree = |page: &str| {
        page.split("id=\"changed\"").nth(1).unwrap().split("</fieldset>").next().unwrap().to_owned()
    };
    let shown = |tree: &str, id: &str| tree.contains(&format!("value=\"{id}\""));
    let (path, kept) = (format!("{ROUND}/summaries/new"), path);
    let all = tree(&koho.get(&path).await.body);
    for name in ["1 安全なまち", "1-1 防災"] {
        assert!(all.contains(&format!("<details><summary>{name}</summary>")), "a shut branch {name}: {all}");
    }
    assert_eq!(all.matches("<details").count(), all.matches("</details>").count());
    assert!(["x-1", "x-1-1", "x-1-1-1", "x-1-1-2", "x-2"].iter().all(|id| shown(&all, id)), "{all}");

    // What is chosen elsewhere, in a plan that the round does not ask about, stays too.
    let mut fields = vec![
        ("seen", "0"),
        ("key", "s-1"),
        ("order", "1"),
        ("f:summary", "書きかけの概要"),
        ("answer", "reflected"),
    ];
    fields.extend([("changed", "x-1-1-2"), ("changed", "kankyo-1"), ("find", "避難"), ("found", "")]);
    let found = koho.post(&path, &fields).await;
    assert_eq!(
        (found.status, summaries(&hall)),
        (StatusCode::OK, 0),
        "Enter in the field looks, and saves nothing"
    );
    assert!(found.body.contains("書きかけの概要"), "{}", found.body);
    let found = tree(&found.body);
    assert!(found.contains("1件あります") && found.contains("選んでいるもの：<bdi>"), "{found}");
    assert!(shown(&found, "x-1-1-1") && found.contains("<details open><summary>1-1 防災"), "{found}");
    assert!(
        found.contains("value=\"x-1-1-2\" checked") && found.contains("value=\"kankyo-1\" checked"),
        "{found}"
    );
    assert!(!shown(&found, "x-2") && !shown(&found, "x-1"), "what was not looked for is not there: {found}");

    fields.push(("save", "on"));
    assert!(koho.post(&path, &fields).await.location.ends_with("done=summary"));
    let kept = tree(&koho.get(&kept).await.body);
    assert!(
        kept.contains("<details open><summary>1-1 防災") && kept.contains("<details open><summary>1 安全"),
        "{kept}"
    );
    assert!(kept.contains("value=\"kankyo-1\" checked"), "{kept}");
}

#[tokio::test]
async fn rows_that_were_not_taken_are_named() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    koho.get(ROUND).await;
    let form = [("by", "post"), ("received", "R8.11.10"), ("f:pasted", "番号\t意見\n1\t道を\n2\t\n3\t\n")];
    let taken = koho.post(&format!("{ROUND}/list"), &form).await.body;
    assert!(taken.contains("<strong>1</strong>通") && taken.contains("3～4行目"), "{taken}");
}

#[tokio::test]
async fn a_mended_table_that_is_sent_whole_says_what_came_before_and_which_day_is_odd() {
    let hall = TownHall::new();
    let mut koho = open_round(&hall).await;
    koho.get(ROUND).await;
    let form = |table| [("by", "post"), ("received", "R8.11.18"), ("f:pasted", table)];
    let first =
        koho.post(&format!("{ROUND}/list"), &form("番号\t氏名\t意見\n1\t山田\t道を\n2\t鈴木\t\n")).await.body;
    assert!(!first.contains("内容がすべて同じ") && !first.contains("募集期間の外"), "{first}");
    let mended = "番号\t氏名\t受付日\t意見\n1\t山田\t\t道を\n2\t鈴木\tR8.10.1\t川を\n";
    let second = koho.post(&format!("{ROUND}/list"), &form(mended)).await.body;
    assert!(second.contains("<strong>2</strong>通"), "{second}");
    assert!(second.contains("1通は、前に取り込んだ意見と内容がすべて同じ"), "{second}");
    assert!(second.contains("1通の受付日は、募集期間の外"), "{second}");
}
