//! Percent and points: 93.6 to 88.6 is five points, and not five percent.

use plan::check::Finding;

use crate::town::{figure, fixes, indicator, measured, of_edition, saying, target, told};

fn of_text(text: &str) -> Vec<Finding> {
    of_edition("percent-for-points", saying(text))
}

#[test]
fn a_difference_of_two_percentages_is_told_in_points() {
    for (text, fix) in [
        ("満足度は93.6％から88.6％へ5％低下した。", ("5％", "5ポイント")),
        ("満足度が93.6→88.6％と、５％の低下となった。", ("５％", "５ポイント")),
        ("加入率は51.9％から51.2％となり、0.7％減少した。", ("0.7％", "0.7ポイント")),
    ] {
        assert_eq!(fixes(&of_text(text)), [fix], "{text}");
    }
    for right in [
        "満足度は93.6％から88.6％へ5ポイント低下した。",
        "満足度は93.6％から88.6％へ5.0％ポイント低下した。",
        "利用者は120人から114人へ5％減少した。",
        "燃やすごみが6％減った。",
        "予算の執行率は80％から88％へ、10％増加した。",
        "賛成は40.2％、反対は35.2％で、利用者は5％増えた。",
    ] {
        assert_eq!(of_text(right), [], "{right}");
    }
}

#[test]
fn an_explanation_is_held_against_the_figures_beside_it() {
    let said = |words: &str| {
        let records = [figure(2022, "55.1"), told(2023, "54.2", words), target(2023, "56%以上")];
        of_edition("percent-for-points", measured(indicator("備えの割合", "%")).into_iter().chain(records))
    };
    assert_eq!(fixes(&said("前年度より0.9％低下した。")), [("0.9％", "0.9ポイント")]);
    assert_eq!(fixes(&said("目標を1.8％下回った。")), [("1.8％", "1.8ポイント")]);
    assert_eq!(said("前年度より0.9ポイント低下した。"), []);
    assert_eq!(said("前年度比1.6％の減少である。"), [], "0.9 of 55.1 is 1.6 percent");
    assert_eq!(said("備蓄の売上は前年度より12％増加した。"), []);
}
