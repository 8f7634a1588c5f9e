//! 組織改正 as residents see it: before its day nothing is called otherwise; from the day on it is, and old years keep their names.

use desk::reorganising::{self, Adding, Amendment, Target};
use desk::{Actor, deciding};
use jiff::civil::date;
use plan::record::RecordId;
use plan::role::Role;
use plan::staff::Post;

use crate::office::{Office, by, csv, noon};

const OFFICES: &str = "組織ID,組織名,順序\nsomu,総務課,1\nkikaku,企画課,2\nzaisei,財政課,3\n";
const PLANS: &str = "計画ID,計画種別,計画名,開始年度,終了年度,階層\nbasic,基本計画,若葉市基本計画,令和3年度,令和12年度,施策\n";
const ELEMENTS: &str = "要素ID,計画ID,階層,番号,名称,担当組織ID\nsafe,basic,施策,1,見守りを広げる,somu\n";
const INDICATORS: &str = "指標ID,要素ID,指標名,指標種別,単位,方向\ntalk,safe,見守る人の数,成果,人,上向き\n";
const TARGETS: &str = "指標ID,年度,目標値\ntalk,令和8年度,10人以上\ntalk,令和9年度,10人以上\n";
const ACTUALS: &str = "指標ID,年度,実績値,状態\ntalk,令和8年度,12,確定\n";

fn planner() -> Actor {
    let (role, from, given_by) = (Role::Planning, date(2020, 4, 1), by());
    let post = Post { role, organisation: None, from, until: None, stands_in_for: None, given_by };
    let town = plan::municipality::MunicipalityCode::parse("99002").unwrap();
    Actor { town, id: by(), name: "企画".to_owned(), posts: vec![post], today: date(2027, 2, 1) }
}

/// 総務課 and 企画課 become 企画総務課 and 財政課 is called 財務課, all on 1 April 2027; decided and published in February.
fn reorganised() -> Office {
    let office = Office::new();
    office.decide(csv(&[OFFICES, PLANS, ELEMENTS, INDICATORS, TARGETS, ACTUALS]), "計画の策定", "2026-06-10");
    office.publish("確定", "2026-06-10");
    let (desk, actor, at) = (&office.desk, planner(), noon("2027-02-01"));
    let id = reorganising::begin(desk, &actor, at).unwrap();
    let known = RecordId::new;
    let new = Target::New("企画総務課".to_owned(), None);
    let (title, note) = ("組織改正".to_owned(), "窓口を一つにするため".to_owned());
    for amendment in [
        Amendment::Frame { title, effective: Some(date(2027, 4, 1)), note },
        Amendment::Add(Adding::Merge(vec![known("somu"), known("kikaku")], new)),
        Amendment::Add(Adding::Rename(known("zaisei"), "財務課".to_owned())),
    ] {
        let seen = reorganising::foresee(desk, &actor, &id, at).unwrap().standing.revision;
        reorganising::amend(desk, &actor, &id, seen, amendment, at).unwrap();
    }
    let seen = reorganising::foresee(desk, &actor, &id, at).unwrap().standing.revision;
    let draft = reorganising::propose(desk, &actor, &id, seen, at).unwrap();
    deciding::approve(desk, &office.town, &draft, &by(), "令和9年4月1日の組織改正", at).unwrap();
    office.publish("改定", "2027-02-01");
    office
}

#[tokio::test]
async fn before_its_day_everything_is_called_as_it_was_and_what_comes_is_said_with_its_day() {
    let office = reorganised();
    let list = office.page("/departments/").await;
    assert!(list.contains("総務課") && list.contains("財政課"), "{list}");
    assert!(!list.contains("企画総務課") && !list.contains("財務課"), "{list}");
    let page = office.page("/departments/zaisei").await;
    assert!(page.contains("<h1>財政課</h1>"), "{page}");
    assert!(page.contains("令和9年4月1日　「財政課」から「財務課」に改称"), "{page}");
    let element = office.page("/plan/safe").await;
    assert!(element.contains(">総務課</a>"), "{element}");
    assert!(
        element.contains("令和9年4月1日から企画総務課が担当（それまで総務課）（窓口を一つにするため）"),
        "{element}"
    );
}

#[tokio::test]
async fn from_its_day_on_it_is_called_so_and_old_years_keep_their_names() {
    let office = reorganised();
    office.publish("改定", "2027-04-01");
    let list = office.page("/departments/").await;
    assert!(list.contains("企画総務課") && list.contains("財務課"), "{list}");
    let (now, former) = list.split_once("廃止・統合された組織").unwrap();
    assert!(former.contains("総務課") && !now.contains(">総務課<"), "{list}");
    let renamed = office.page("/departments/zaisei").await;
    assert!(
        renamed.contains("<h1>財務課</h1>") && renamed.contains("旧財政課（令和9年4月1日から）"),
        "{renamed}"
    );
    let old = office.page("/departments/zaisei/2026").await;
    assert!(old.contains("<h1>財政課（令和8年度）</h1>"), "{old}");

    let heir = office.page("/departments/org-r1-1").await;
    assert!(
        heir.contains("旧企画課・旧総務課（令和9年4月1日から）")
            || heir.contains("旧総務課・旧企画課（令和9年4月1日から）"),
        "{heir}"
    );
    assert!(heir.contains("→") || heir.contains("←"), "its story: {heir}");
    let taken_over = office.page("/departments/org-r1-1/2027").await;
    assert!(taken_over.contains("見守りを広げる"), "what it took over is in its charge: {taken_over}");
    let of_2026 = office.page("/departments/somu/2026").await;
    assert!(of_2026.contains("見守る人の数"), "the figure of the old year is the old section's: {of_2026}");
    let english = office.page("/departments/org-r1-1?lang=en").await;
    assert!(english.contains("(until 1 April 2027)"), "{english}");
}

#[tokio::test]
async fn files_of_open_data_name_for_each_year_who_answered_for_it() {
    let office = reorganised();
    office.publish("改定", "2027-04-01");
    let figures = office.page("/data/figures.csv").await;
    let of = |year: &str| figures.lines().filter(|line| line.contains(year)).collect::<Vec<_>>().join("\n");
    assert!(of("令和8年度").contains("somu") || of("2026").contains("somu"), "{figures}");
    assert!(figures.contains("org-r1-1"), "{figures}");
    let names = office.page("/data/organisations.csv").await;
    assert!(names.contains("財政課") && names.contains("財務課") && names.contains("2027-04-01"), "{names}");
}
