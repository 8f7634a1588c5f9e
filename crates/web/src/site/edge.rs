//! What a site is told when it is made: its address, the time, who stands before it, and whether it takes opinions in.

use desk::hearing::Hearing;
use jiff::Timestamp;

use super::Site;
use crate::proxies::Proxies;

impl Site {
    /// Says under which address the world knows the site (`https://…`): feeds, site maps and references name it. Said once.
    pub fn known_as(self, address: Option<String>) -> Self {
        address.map(|address| self.0.address.set(address));
        self
    }

    /// Lets the site know the time, so that it can tell a day that is yet to come.
    pub fn by_clock(self, clock: fn() -> Timestamp) -> Self {
        let _ = self.0.clock.set(clock);
        self
    }

    /// Says which proxies stand before the site. Said once; without it nobody is believed as to whom they ask for.
    pub fn behind(self, proxies: Proxies) -> Self {
        let _ = self.0.proxies.set(proxies);
        self
    }

    pub(crate) fn proxies(&self) -> Proxies {
        self.0.proxies.get().cloned().unwrap_or_default()
    }

    /// Opens the public form: rounds that are open take opinions in. Without it the site only reads.
    pub fn hearing_by(self, hearing: Hearing) -> Self {
        let _ = self.0.hearing.set(hearing);
        self
    }

    pub(crate) fn hearing(&self) -> Option<&Hearing> {
        self.0.hearing.get()
    }

    pub(crate) fn now(&self) -> Option<Timestamp> {
        Some(self.0.clock.get()?())
    }
}
