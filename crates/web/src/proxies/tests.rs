use axum::http::HeaderValue;

use super::*;

fn asked(trusted: &[&str], peer: &str, lines: &[&'static str]) -> String {
    let mut headers = HeaderMap::new();
    lines.iter().for_each(|it| {
        headers.append(FORWARDED, HeaderValue::from_static(it));
    });
    let trusted = trusted.iter().map(|it| Network::parse(it).unwrap()).collect();
    Proxies::trusting(trusted).visitor(peer.parse().unwrap(), &headers).to_string()
}

#[test]
fn nobody_is_believed_who_was_not_named() {
    assert_eq!(asked(&[], "127.0.0.1", &["192.0.2.1"]), "127.0.0.1");
    assert_eq!(asked(&["10.0.0.1"], "10.0.0.2", &["192.0.2.1"]), "10.0.0.2");
    assert_eq!(asked(&["10.0.0.1"], "192.0.2.9", &[]), "192.0.2.9");
}

#[test]
fn a_trusted_proxy_is_believed_as_to_the_last_one_and_no_further() {
    let by_nginx = |lines: &[&'static str]| asked(&["127.0.0.1"], "127.0.0.1", lines);
    assert_eq!(by_nginx(&["192.0.2.1"]), "192.0.2.1");
    assert_eq!(by_nginx(&["198.51.100.7, 192.0.2.1"]), "192.0.2.1", "whoever asks writes what they like");
    assert_eq!(by_nginx(&["198.51.100.7", "192.0.2.1"]), "192.0.2.1", "lines are one list");
    assert_eq!(by_nginx(&["192.0.2.1, 127.0.0.1"]), "192.0.2.1", "two proxies on one machine");
    let two = asked(&["127.0.0.1", "10.0.0.0/8"], "127.0.0.1", &["198.51.100.7, 192.0.2.1, 10.9.9.9"]);
    assert_eq!(two, "192.0.2.1");
}

#[test]
fn what_is_no_address_leaves_the_proxy_as_the_source() {
    for line in ["unknown", "", "192.0.2.1, _hidden", "300.1.1.1", "192.0.2.1 192.0.2.2"] {
        assert_eq!(asked(&["127.0.0.1"], "127.0.0.1", &[line]), "127.0.0.1", "{line}");
    }
    assert_eq!(asked(&["127.0.0.1"], "127.0.0.1", &[]), "127.0.0.1");
}

#[test]
fn ports_brackets_and_mapped_addresses_are_read() {
    for (line, ip) in [
        ("192.0.2.1:5000", "192.0.2.1"),
        ("[2001:db8::1]:5000", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
    ] {
        assert_eq!(asked(&["::1"], "::1", &[line]), ip);
    }
    assert_eq!(asked(&["127.0.0.0/8"], "::ffff:127.0.0.1", &["192.0.2.1"]), "192.0.2.1");
}

#[test]
fn an_ipv6_source_is_its_network_and_an_ipv4_source_itself() {
    let source = |text: &str| source(text.parse().unwrap());
    assert_eq!(source("2001:db8:1:2:3:4:5:6"), source("2001:db8:1:2:ffff::1"));
    assert_ne!(source("2001:db8:1:2::1"), source("2001:db8:1:3::1"));
    assert_ne!(source("192.0.2.1"), source("192.0.2.2"));
    assert_eq!(source("::ffff:192.0.2.1"), "192.0.2.1");
}

#[test]
fn a_network_is_an_address_or_bits_of_one() {
    let holds =
        |network: &str, address: &str| Network::parse(network).unwrap().holds(address.parse().unwrap());
    assert!(holds("0.0.0.0/0", "203.0.113.9") && !holds("0.0.0.0/0", "::1"));
    assert!(holds("::/0", "2001:db8::1") && holds("fd00::/8", "fdab::1") && !holds("fd00::/8", "fe80::1"));
    assert!(holds("10.0.0.0/31", "10.0.0.1") && !holds("10.0.0.0/31", "10.0.0.2"));
    assert!(holds("::ffff:10.0.0.1", "10.0.0.1") && !holds("::ffff:10.0.0.1", "10.0.0.2"));
    assert!(holds("::ffff:10.0.0.0/104", "10.9.9.9") && holds("::ffff:0:0/96", "203.0.113.9"));
    assert_eq!(asked(&["::ffff:10.0.0.1"], "::ffff:10.0.0.1", &["192.0.2.1"]), "192.0.2.1");
    let wrong = [
        "",
        "localhost",
        "10.0.0.0/33",
        "::/129",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0",
        "::ffff:10.0.0.1/64",
    ];
    for wrong in wrong {
        assert_eq!(Network::parse(wrong), None, "{wrong}");
    }
}
