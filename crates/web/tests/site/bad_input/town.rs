//! A small town with something on every kind of page.

use web::Site;

use crate::office::{Office, csv, noon};

/// Its code, as it stands in addresses.
pub(crate) const TOWN: &str = "990027";

const TABLES: &[&str] = &[
    "組織ID,組織名,順序\nkankyo,環境部,1\n",
    "計画ID,計画種別,計画名,組織ID,開始年度,終了年度,階層\nbasic,基本計画,若葉市基本計画,,令和3年度,令和7年度,政策;施策\n\
     focus,重点プロジェクト,重点プロジェクト,,令和3年度,令和7年度,重点\nk24,運営方針,令和6年度 環境部の方針,kankyo,令和6年度,令和6年度,経営課題\n",
    "要素ID,計画ID,上位要素ID,階層,番号,名称,担当組織ID,現状と課題,くらしの分野\ngreen,basic,,政策,1,みどりを守る,kankyo,公園が足りない。,みどり\n\
     parks,basic,green,施策,1-1,公園を増やす,kankyo,,みどり\nf1,focus,,重点,1,みどりの輪,kankyo,,\nk24-1,k24,,経営課題,1,公園の手入れ,kankyo,,\n",
    "起点ID,終点ID,つながりの種別,説明\nparks,f1,重点,\n",
    "指標ID,要素ID,指標名,指標種別,単位,方向,抽出方法\nparks-area,parks;k24-1,一人当たり公園面積,成果,㎡,上向き,\n\
     parks-feel,parks,公園に満足している市民アンケート回答者の割合,実感,%,上向き,無作為抽出\n",
    "指標ID,年度,目標値\nparks-area,令和5年度,3.0㎡以上\nparks-area,令和6年度,3.2㎡以上\nparks-feel,令和5年度,50%以上\n",
    "指標ID,年度,実績値,発送数,回答数,説明\nparks-area,令和5年度,3.1,,,新しい公園が開いた。\nparks-feel,令和5年度,48.2,2000,812,\n",
    "要素ID,年度,金額区分,金額\nparks,令和5年度,当初予算,\"12,000千円\"\nparks,令和5年度,決算,\"11,400千円\"\n",
    "対象ID,年度,評価種別,評価,今後の方向性\nparks,令和5年度,自己評価,公園は一つ増えた。,継続\n",
    "意見ID,対象ID,年度,意見者種別,意見\nr1,parks,令和5年度,住民,木陰がほしい。\n",
];

/// The town.
pub(crate) fn town() -> Office {
    decided(Office::on(|desk| Site::new(desk).by_clock(|| noon("2026-04-01"))))
}

/// The same on a site that makes so many pages at once.
pub(crate) fn with_places(places: usize) -> Office {
    decided(Office::on(|desk| Site::with_places(desk, places)))
}

fn decided(office: Office) -> Office {
    office.decide(csv(TABLES), "策定", "2024-06-10");
    office.publish("確定", "2024-06-10");
    office
}
