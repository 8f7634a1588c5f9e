//! The deeds: each looks first and then changes everything at once; a refused one changes nothing.

use super::{Act, Back, Event, Hand, Lacks, Sheet, Stand, may_be_decided_by};
use crate::decision::DecisionNumber;
use crate::role::Role;
use crate::sheet::refusal::Refusal;
use crate::sheet::request::{Request, RequestId, RequestKind, fits};

impl Sheet {
    /// 保存: something was typed. The first save begins the sheet; each makes a new version, whose number it gives.
    pub fn save(&mut self, hand: &Hand) -> Result<u64, Refusal> {
        self.may_write(hand.role)?;
        self.version += 1;
        self.authors.insert(hand.by.clone());
        if self.stand == Stand::NotBegun {
            self.go(Stand::Writing, Act::Begun, hand, "");
        }
        Ok(self.version)
    }

    /// 提出: to the first of the route, or to the planning section where there is none.
    pub fn submit(&mut self, hand: &Hand, seen: u64, lacks: &Lacks, route: &[Role]) -> Result<(), Refusal> {
        if !matches!(self.stand, Stand::NotBegun | Stand::Writing) {
            return Err(Refusal::NotYourTurn(self.stand));
        }
        self.is_seen(seen)?;
        if !lacks.is_empty() {
            return Err(Refusal::Incomplete(lacks.clone()));
        }
        self.go(at(route, 0), Act::Submitted, hand, "");
        Ok(())
    }

    /// 確認, 承認: whose turn it is lets it go on.
    pub fn pass(&mut self, hand: &Hand, seen: u64, route: &[Role]) -> Result<(), Refusal> {
        let Stand::With { role, place } = self.stand else {
            return Err(Refusal::NotYourTurn(self.stand));
        };
        if hand.role != role {
            return Err(Refusal::NotYourTurn(self.stand));
        }
        self.is_seen(seen)?;
        self.go(at(route, usize::from(place) + 1), Act::Passed, hand, "");
        Ok(())
    }

    /// 差戻し: with at least one 修正依頼 that waits. Where there is none, the reason is one, about the sheet as a whole.
    pub fn send_back(
        &mut self,
        hand: &Hand,
        seen: u64,
        (back, reason): (Back, &str),
        route: &[Role],
    ) -> Result<(), Refusal> {
        let place = match self.stand {
            Stand::With { role, place } if hand.role == role => usize::from(place),
            Stand::Reviewing if hand.role == Role::Planning => route.len(),
            _ => return Err(Refusal::NotYourTurn(self.stand)),
        };
        self.is_seen(seen)?;
        match (self.has_open_demand(), reason.trim()) {
            (true, _) => {}
            (false, "") => return Err(Refusal::NothingToMend),
            (false, reason) => self.ask(Request {
                id: RequestId(format!("return-{}", self.events.len() + 1)),
                field: None,
                quote: String::new(),
                kind: RequestKind::Demand,
                text: reason.to_owned(),
                by: hand.by.clone(),
                at: hand.at,
                answer: None,
            })?,
        }
        fits(reason)?;
        let stand = match (back, place.checked_sub(1)) {
            (Back::Step, Some(before)) if before < route.len() => at(route, before),
            _ => Stand::Writing,
        };
        self.go(stand, Act::Returned, hand, reason);
        Ok(())
    }

    /// 引き戻し: whoever wrote or submitted it takes it back while nobody has passed it.
    pub fn pull_back(&mut self, hand: &Hand) -> Result<(), Refusal> {
        let last = self.events.last().filter(|it| it.act == Act::Submitted);
        let Some(submission) = last else { return Err(Refusal::TooLate(self.stand)) };
        if submission.by != hand.by && !self.authors.contains(&hand.by) {
            return Err(Refusal::NotYours);
        }
        self.go(Stand::Writing, Act::PulledBack, hand, "");
        Ok(())
    }

    /// Whether it may be decided by this hand, as it stands.
    pub fn may_be_decided(&self, hand: &Hand, seen: u64, alone_is_allowed: bool) -> Result<(), Refusal> {
        if self.stand != Stand::Reviewing || hand.role != Role::Planning {
            return Err(Refusal::NotYourTurn(self.stand));
        }
        self.is_seen(seen)?;
        if may_be_decided_by(&self.authors, &hand.by, alone_is_allowed) {
            Ok(())
        } else {
            Err(Refusal::OnlyAuthor)
        }
    }

    /// 決裁: its proposals became a decision; where they change nothing, none was `made`, and it stands by the newest there was.
    pub fn decide(
        &mut self,
        hand: &Hand,
        seen: u64,
        (number, made): (DecisionNumber, bool),
        alone_is_allowed: bool,
    ) -> Result<(), Refusal> {
        self.may_be_decided(hand, seen, alone_is_allowed)?;
        self.go(Stand::Decided { number }, Act::Decided, hand, "");
        if let Some(step) = self.events.last_mut() {
            step.decision = made.then_some(number);
        }
        Ok(())
    }

    /// 訂正のための再開: what was decided is written anew; those who correct it are its authors then.
    pub fn reopen(&mut self, hand: &Hand, reason: &str) -> Result<(), Refusal> {
        if !matches!(self.stand, Stand::Decided { .. }) || hand.role != Role::Planning {
            return Err(Refusal::NotYourTurn(self.stand));
        }
        if reason.trim().is_empty() {
            return Err(Refusal::NoReason);
        }
        fits(reason)?;
        self.authors.clear();
        self.go(Stand::Writing, Act::Reopened, hand, reason);
        Ok(())
    }

    /// Whether a deed speaks of the sheet as it is now.
    fn is_seen(&self, seen: u64) -> Result<(), Refusal> {
        let now = self.version;
        if seen == now { Ok(()) } else { Err(Refusal::Overtaken { seen, now }) }
    }

    fn go(&mut self, stand: Stand, act: Act, hand: &Hand, reason: &str) {
        self.stand = stand;
        let Hand { by, role, stands_in_for, at } = hand.clone();
        let (version, reason) = (self.version, reason.trim().to_owned());
        self.events.push(Event { act, by, role, stands_in_for, at, version, reason, decision: None });
    }
}

/// Where a sheet lies at a place of the route; behind the last, at the planning section.
fn at(route: &[Role], place: usize) -> Stand {
    match (route.get(place), u8::try_from(place)) {
        (Some(role), Ok(place)) => Stand::With { role: *role, place },
        _ => Stand::Reviewing,
    }
}
