//! 並び: which of the things that stayed stand in another order than before.

/// The places whose former place is out of the order of most others. What is new has none and is left out.
///
/// As few as possible are named: of four fields the last of which became the first, one moved and not three.
pub(super) fn out_of_order(former: &[Option<usize>]) -> Vec<usize> {
    let stayed: Vec<(usize, usize)> =
        former.iter().enumerate().filter_map(|(now, then)| Some((now, (*then)?))).collect();
    let mut longest: Vec<Vec<usize>> = vec![];
    for (at, (now, then)) in stayed.iter().enumerate() {
        let before =
            (0..at).filter(|it| stayed[*it].1 < *then).max_by_key(|it| (longest[*it].len(), at - it));
        let mut run = before.map_or_else(Vec::new, |it| longest[it].clone());
        run.push(*now);
        longest.push(run);
    }
    let kept = longest.into_iter().rev().max_by_key(Vec::len).unwrap_or_default();
    stayed.iter().map(|(now, _)| *now).filter(|now| !kept.contains(now)).collect()
}
