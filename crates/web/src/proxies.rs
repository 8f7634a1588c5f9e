//! 中継サーバー: which machines are believed when they say on whose behalf they ask. Nobody is, unless the operator named them.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::HeaderMap;

/// The one header that is read: every proxy writes it, and each adds at its end who asked it.
const FORWARDED: &str = "x-forwarded-for";

/// 信頼する中継サーバー. Empty: forwarded addresses are never believed.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    trusted: Vec<Network>,
    /// Whether it was said in the log that somebody forwards who is not trusted.
    was_told: AtomicBool,
}

/// ネットワーク: an address, or all that begin with the same bits.
/// ```
/// use web::Network;
/// assert!(Network::parse("10.1.0.0/16").unwrap().holds("10.1.2.3".parse().unwrap()));
/// assert!(!Network::parse("127.0.0.1").unwrap().holds("127.0.0.2".parse().unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u32,
}

impl Network {
    /// `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`. An IPv4 address written as IPv6 is that IPv4 address, as visitors' are; a network of such and
    /// others is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, bits) = text.trim().split_once('/').map_or((text.trim(), None), |(a, b)| (a, Some(b)));
        let written: IpAddr = address.parse().ok()?;
        let most = length(written);
        let bits = bits.map_or(Some(most), |it| it.parse().ok().filter(|it| *it <= most))?;
        let first = written.to_canonical();
        let bits = bits.checked_sub(most - length(first))?;
        Some(Self { first, bits })
    }

    /// Whether an address lies in it.
    pub fn holds(self, address: IpAddr) -> bool {
        length(self.first) == length(address) && begin(self.first, self.bits) == begin(address, self.bits)
    }
}

fn length(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

/// The first bits of an address, all others zero.
fn begin(address: IpAddr, bits: u32) -> u128 {
    let (whole, length) = match address {
        IpAddr::V4(it) => (u128::from(it.to_bits()), 32),
        IpAddr::V6(it) => (it.to_bits(), 128),
    };
    let rest = length - bits;
    whole.checked_shr(rest).map_or(0, |it| it << rest)
}

/// What is one source where senders are counted: an IPv4 address, or the /64 that an IPv6 address lies in, for who has one of it has all.
pub(crate) fn source(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(it) => it.to_string(),
        IpAddr::V6(it) => format!("{}/64", std::net::Ipv6Addr::from_bits(it.to_bits() >> 64 << 64)),
    }
}

impl Proxies {
    /// These and no others.
    pub fn trusting(trusted: Vec<Network>) -> Self {
        Self(Arc::new(Inner { trusted, was_told: AtomicBool::new(false) }))
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.trusted.iter().any(|it| it.holds(address))
    }

    /// Who asks: the other end of the connection, or, where that is a trusted proxy, whoever the last trusted one says asked it.
    pub(crate) fn visitor(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut last = peer.to_canonical();
        if !self.trusts(last) {
            self.doubt(last, headers);
            return last;
        }
        let lines = headers.get_all(FORWARDED).iter().rev();
        let names = lines.flat_map(|it| it.to_str().unwrap_or_default().rsplit(','));
        for name in names {
            // What cannot be read is no address: then all that is known is who passed it on.
            let Some(named) = named(name) else { return last };
            last = named;
            if !self.trusts(last) {
                break;
            }
        }
        last
    }

    /// Says once that a machine nearby forwards, and is not believed: whoever set it up wonders why all have one limit.
    fn doubt(&self, peer: IpAddr, headers: &HeaderMap) {
        if peer.is_loopback()
            && headers.contains_key(FORWARDED)
            && !self.0.was_told.swap(true, Ordering::Relaxed)
        {
            tracing::warn!(%peer, "a proxy forwards addresses and is not believed: all who come by it are counted as one; name it with --trust-proxy");
        }
    }
}

/// `192.0.2.1`, `192.0.2.1:40000`, `[2001:db8::1]:40000`.
fn named(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let with_port = || text.parse::<std::net::SocketAddr>().ok().map(|it| it.ip());
    let bare = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(with_port).map(|it: IpAddr| it.to_canonical())
}

#[cfg(test)]
mod tests;
