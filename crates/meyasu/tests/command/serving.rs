//! `meyasu serve`: starts, answers, stops.

use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::thread;
use std::time::Duration;

use super::office::{Office, TOWN, finish};
use super::server::Server;

#[test]
fn without_a_word_the_sample_city_is_served() {
    let server = Server::start(&Office::empty(), &[]);

    let (status, page) = server.get("/");

    assert_eq!(status, 200);
    assert!(page.contains("目安市"), "{page}");
    assert!(server.said().contains("見本の「目安市」を用意しました"));
}

#[test]
fn the_sample_of_an_earlier_version_is_shown_as_it_is_and_told() {
    let office = Office::empty();
    let first = Server::start(&office, &["serve", "--sample"]);
    assert!(first.said().contains("用意しました"));
    assert_eq!(first.stop().0, Some(0));
    let again = Server::start(&office, &["serve", "--sample"]);
    assert!(!again.said().contains("目安市"), "nothing is told of a sample that is up to date");
    assert_eq!(again.stop().0, Some(0));
    // As if an earlier program had made its third decision of a file that is different by now.
    rusqlite::Connection::open(office.ledger())
        .and_then(|it| it.execute("UPDATE decision SET body = replace(body, '\"sha256\":\"', '\"sha256\":\"00') WHERE number = 3", []))
        .unwrap();

    let server = Server::start(&office, &["serve", "--sample"]);

    assert_eq!(server.get("/").0, 200);
    assert!(server.said().contains("前の版のプログラムの見本"), "{}", server.said());
}

#[test]
fn a_signal_stops_the_server_in_good_order() {
    let server = Server::start(&Office::empty(), &["--lang", "en", "serve"]);

    let (code, said) = server.stop();

    assert_eq!(code, Some(0), "{said}");
    assert_eq!(said.lines().last(), Some("stopped"));
}

#[test]
fn an_idle_visitor_does_not_keep_the_server_from_stopping() {
    let server = Server::start(&Office::at_work(), &["serve"]);
    let idle = TcpStream::connect(&server.address).unwrap();

    let (code, said) = server.stop();

    assert_eq!(code, Some(0), "{said}");
    drop(idle);
}

#[test]
fn only_what_was_published_is_served() {
    let office = Office::at_work();
    let server = Server::start(&office, &["serve"]);
    assert_eq!(server.get(&format!("/{TOWN}/departments/")).0, 404);

    office.run(["publish", "--municipality", TOWN]).succeeded();
    office.file("later.csv", "組織ID,組織名\nnew,新設課\n");
    office.import("later.csv", "新設").succeeded();

    let (status, page) = server.get(&format!("/{TOWN}/departments/"));
    assert_eq!(status, 200);
    assert!(page.contains("防災課") && !page.contains("新設課"), "{page}");
}

#[test]
fn what_another_process_publishes_is_shown_without_a_restart() {
    let office = Office::at_work();
    office.run(["publish", "--municipality", TOWN]).succeeded();
    let server = Server::start(&office, &["serve"]);
    assert_eq!(server.get(&format!("/{TOWN}/departments/")).0, 200);

    office.file("later.csv", "組織ID,組織名\nnew,新設課\n");
    office.import("later.csv", "新設").succeeded();
    office.run(["publish", "--municipality", TOWN]).succeeded();

    assert!(server.shows(&format!("/{TOWN}/departments/"), "新設課").is_some());
}

#[test]
fn a_port_in_use_is_said_before_any_ledger_is_made() {
    let office = Office::empty();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();

    office.run(["serve", "--listen", &address]).refused(69, "ほかのプログラムが使っています");

    assert!(!office.path("data").exists());
}

#[test]
fn an_address_of_another_machine_is_said() {
    Office::empty()
        .run(["serve", "--listen", "192.0.2.1:80"])
        .refused(69, "192.0.2.1:80 で待ち受けできません");
}

#[test]
fn a_log_that_nobody_takes_does_not_stop_the_answers() {
    let office = Office::at_work();
    office.run(["publish", "--municipality", TOWN]).succeeded();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let mut shell = Command::new("bash");
    shell.arg("-c").arg(format!("\"$0\" serve --no-staff --listen {free} 2> >(head -1 >&2) & echo $!; wait"));
    let mut child = office.settle(shell).arg(env!("CARGO_BIN_EXE_meyasu")).spawn().unwrap();

    let answers = (0..3).map(|_| ask(&free)).collect::<Vec<_>>();

    let mut id = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stdout.take().unwrap()), &mut id).unwrap();
    assert!(Command::new("kill").arg(id.trim()).status().unwrap().success());
    drop(finish(child));
    assert!(answers.iter().all(|answer| answer.starts_with("HTTP/1.1 200")), "{answers:?}");
}

fn ask(address: &str) -> String {
    use std::io::{Read as _, Write as _};
    let connect = || (0..600).find_map(|_| TcpStream::connect(address).ok().or_else(|| pause().and(None)));
    let mut stream = connect().unwrap();
    write!(stream, "GET /{TOWN}/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer); // A connection that was cut off shows in what is missing.
    answer
}

fn pause() -> Option<()> {
    thread::sleep(Duration::from_millis(50));
    Some(())
}

#[test]
fn a_sample_that_was_cut_off_is_completed_by_the_next_start() {
    let whole = Office::empty();
    drop(Server::start(&whole, &["serve", "--sample"]));
    // How many decisions; the roots differ, for each load notes when it was recorded.
    let decisions = |text: &str| text.split('\t').nth(1).map(str::to_owned);
    let expected = decisions(&whole.verified());
    let cut = Office::empty();
    let mut starts = 0;
    loop {
        let mut child = cut.command().args(["serve", "--sample", "--listen", "127.0.0.1:0"]).spawn().unwrap();
        starts += 1;
        thread::sleep(Duration::from_millis(60 + 40 * starts));
        let ended = child.kill().and_then(|()| child.wait());
        assert!(ended.is_ok());
        let done = cut.run(["verify"]);
        if cut.ledger().exists() && done.code == 0 && decisions(&done.text()) == expected || starts == 100 {
            break;
        }
    }

    drop(Server::start(&cut, &["serve", "--sample"]));

    assert_eq!(decisions(&cut.verified()), expected);
    let export = |office: &Office| {
        office.run(["export", "--json", "--public", "--municipality", "990019"]).succeeded().json()["records"]
            .clone()
    };
    assert_eq!(export(&cut), export(&whole));
}

#[test]
fn a_ledger_of_ones_own_gets_no_sample() {
    let office = Office::at_work();
    let before = office.verified();

    drop(Server::start(&office, &["serve", "--sample"]));

    assert_eq!(office.verified(), before);
}

#[test]
fn words_that_are_no_request_get_an_answer_and_the_next_visitor_a_page() {
    let server = Server::start(&Office::at_work(), &["serve"]);
    let home = "GET /healthz HTTP/1.1\r\n";
    for (request, status) in [
        ("hello\r\n\r\n".to_owned(), "400"),
        ("GET /\u{0} HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), "400"),
        (format!("{home}Connection: close\r\n\r\n"), "400"),
        (format!("{home}Host: a\r\nHost: b\r\nConnection: close\r\n\r\n"), "400"),
        ("GET /healthz HTTP/1.0\r\n\r\n".to_owned(), "200"),
        (format!("{home}Host: a\r\nConnection: close\r\n\r\n"), "200"),
        (format!("{home}Host: a\r\nRange: bytes=0-1\r\nConnection: close\r\n\r\n"), "200"),
        (format!("GET /{} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "x".repeat(9000)), "414"),
        (format!("{home}Host: a\r\nX: {}\r\nConnection: close\r\n\r\n", "x".repeat(70_000)), "431"),
    ] {
        let answer = server.send(request.as_bytes());
        let got = answer.split(' ').nth(1).unwrap_or_default();
        assert_eq!(got, status, "{:.80}: {answer:.200}", request.escape_debug().to_string());
    }
    assert_eq!(server.get("/healthz").0, 200);
}
