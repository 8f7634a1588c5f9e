//! Many at once: processes on one file, and servers on one database.

use std::thread;

use super::office::{Office, TOWN, ids, reasons, say, skipped};
use super::server::Server;

const EACH: usize = 8;

/// Two hands import at the same time; every import is a process of its own.
fn import_from_both_hands(office: &Office) {
    thread::scope(|scope| {
        for hand in ["left", "right"] {
            scope.spawn(move || {
                for number in 0..EACH {
                    let name = format!("{hand}{number}");
                    office.file(&format!("{name}.csv"), format!("組織ID,組織名\n{name},{name}課\n"));
                    office.import(&format!("{name}.csv"), &name).succeeded();
                }
            });
        }
    });

    let export = office.export();
    for hand in ["left", "right"] {
        let names: Vec<_> = (0..EACH).map(|number| format!("{hand}{number}")).collect();
        let own: Vec<_> = reasons(&export).into_iter().filter(|it| it.starts_with(hand)).collect();
        assert_eq!(own, names);
        assert!(names.iter().all(|name| ids(&export).contains(&name.as_str())));
    }
    assert!(office.verified().contains(&format!("\t{}\t", 1 + 2 * EACH)));
}

/// An empty schema of the test server, gone when dropped.
struct Schema {
    server: String,
    name: String,
}

impl Schema {
    fn new(name: &str) -> Option<Self> {
        let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
            skipped("TEST_POSTGRES_URL not set");
            return None;
        };
        let schema = Self { server, name: format!("c{}_{name}", std::process::id()) };
        schema.run(&format!("CREATE SCHEMA {}", schema.name));
        Some(schema)
    }

    fn run(&self, sql: &str) {
        postgres::Client::connect(&self.server, postgres::NoTls).unwrap().batch_execute(sql).unwrap();
    }

    fn url(&self) -> String {
        let mark = if self.server.contains('?') { '&' } else { '?' };
        format!("{}{mark}options=-csearch_path%3D{}", self.server, self.name)
    }
}

impl Drop for Schema {
    fn drop(&mut self) {
        self.run(&format!("DROP SCHEMA {} CASCADE", self.name));
    }
}

#[test]
fn imports_of_two_processes_on_one_file_lose_nothing() {
    import_from_both_hands(&Office::new());
}

#[test]
fn imports_of_two_processes_on_one_server_lose_nothing() {
    let Some(schema) = Schema::new("hands") else { return };
    let office = Office::on_server(&schema.url());
    office.run(["init", TOWN, "--name", "霞町"]).succeeded();

    import_from_both_hands(&office);
}

#[test]
fn two_servers_on_one_database_show_what_a_command_publishes() {
    let Some(schema) = Schema::new("pages") else { return };
    let office = Office::on_server(&schema.url());
    office.run(["init", TOWN, "--name", "霞町"]).succeeded();
    office.file("a.csv", "組織ID,組織名\na,甲課\n");
    office.import("a.csv", "甲課").succeeded();
    office.run(["publish", "--municipality", TOWN]).succeeded();
    let servers = [(); 2].map(|()| Server::start(&office, &["serve"]));
    let page = format!("/{TOWN}/departments/");
    servers.iter().for_each(|server| assert_eq!(server.get(&page).0, 200));

    for name in ["乙課", "丙課", "丁課"] {
        office.file("next.csv", format!("組織ID,組織名\na,{name}\n"));
        office.import("next.csv", name).succeeded();
        office.run(["publish", "--municipality", TOWN]).succeeded();

        let waited: Vec<_> = servers.iter().map(|it| it.shows(&page, name).unwrap()).collect();

        say(&format!("after the publication both servers showed it within {waited:?}"));
    }
}

#[test]
fn a_ledger_moves_from_a_file_to_a_server_and_back() {
    let Some(schema) = Schema::new("moved") else { return };
    let file = Office::at_work();
    file.run(["backup", "copy.db"]).succeeded();
    let server = Office::on_server(&schema.url());

    server.run(["restore".as_ref(), file.path("copy.db").as_os_str()]).succeeded();

    assert_eq!((server.verified(), server.export()), (file.verified(), file.export()));
    server.run(["restore".as_ref(), file.path("copy.db").as_os_str()]).refused(73, "すでに台帳があります");
    server.run(["backup", "back.db"]).succeeded();
    let back = Office::empty();
    back.run(["restore".as_ref(), server.path("back.db").as_os_str()]).succeeded();
    assert_eq!(back.verified(), file.verified());
}
