//! A PostgreSQL of our own for the length of the tests: nothing of the machine's own server is touched.

use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::command::answer;
use crate::net::free_port;
use crate::scratch::Scratch;

/// A running server; stopped and removed on drop, also when tests fail.
pub(crate) struct Cluster {
    server: Child,
    port: u16,
    scratch: Scratch,
}

/// The folder with the newest server programs.
pub(crate) fn folder() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<(u32, PathBuf)> = versions
        .filter_map(|it| Some((it.file_name().to_str()?.parse().ok()?, it.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file() && bin.join("postgres").is_file())
        .collect();
    folders.sort();
    let on_path = || crate::places::program(&["initdb"]).and_then(|it| it.parent().map(PathBuf::from));
    folders.pop().map(|(_, bin)| bin).or_else(on_path)
}

/// Whether we are root, whom PostgreSQL refuses to serve.
pub(crate) fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0)
}

impl Cluster {
    pub(crate) fn start() -> Result<Self, String> {
        let scratch = Scratch::new("postgres")?;
        if is_root() {
            let (user, group) = owner()?;
            std::os::unix::fs::chown(scratch.path(), Some(user), Some(group))
                .map_err(|error| error.to_string())?;
        }
        let data = scratch.path().join("data");
        let mut init = tool("initdb")?;
        init.args([
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "-D",
        ]);
        answer(init.arg(&data))?;

        let (certificate, key) = certify(scratch.path())?;
        let port = free_port()?;
        let log = std::fs::File::create(scratch.path().join("log")).map_err(|error| error.to_string())?;
        let mut server = tool("postgres")?;
        server.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        for setting in [
            &format!("ssl_cert_file={}", certificate.display()),
            &format!("ssl_key_file={}", key.display()),
            "ssl=on",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            // What a power cut would lose is thrown away anyway.
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
        ] {
            server.args(["-c", setting]);
        }
        server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let server = server.spawn().map_err(|error| format!("PostgreSQL cannot be started: {error}"))?;
        let mut cluster = Self { server, port, scratch };
        cluster.wait()?;
        println!("PostgreSQL for the tests: 127.0.0.1:{port}");
        Ok(cluster)
    }

    /// Where the tests find it, by the variables that they read: plainly, and encrypted under its proper name.
    pub(crate) fn variables(&self) -> [(&'static str, String); 2] {
        let (port, certificate) = (self.port, self.scratch.path().join("certificate.pem"));
        let encrypted = format!("sslmode=verify-full&sslrootcert={}", certificate.display());
        [
            ("TEST_POSTGRES_URL", format!("postgres://postgres@127.0.0.1:{port}/postgres")),
            ("TEST_POSTGRES_TLS_URL", format!("postgres://postgres@localhost:{port}/postgres?{encrypted}")),
        ]
    }

    fn wait(&mut self) -> Result<(), String> {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(60) {
            if matches!(self.server.try_wait(), Ok(Some(_))) {
                break;
            }
            if answer(tool("pg_isready")?.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()]))
                .is_ok()
            {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = std::fs::read_to_string(self.scratch.path().join("log")).unwrap_or_default();
        Err(format!("PostgreSQL did not start:\n{log}"))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.scratch.path().join("data");
        let stopped =
            tool("pg_ctl").and_then(|mut it| answer(it.args(["stop", "-m", "immediate", "-D"]).arg(data)));
        if stopped.is_err() {
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

/// A certificate for `localhost` that nobody but these tests trusts, and its key.
fn certify(folder: &Path) -> Result<(PathBuf, PathBuf), String> {
    let request = "[req]\nprompt=no\ndistinguished_name=name\nx509_extensions=extensions\n[name]\nCN=localhost\n\
        [extensions]\nbasicConstraints=critical,CA:FALSE\nsubjectAltName=DNS:localhost\n";
    let (config, certificate, key) =
        (folder.join("request.cnf"), folder.join("certificate.pem"), folder.join("key.pem"));
    std::fs::write(&config, request).map_err(|error| format!("{}: {error}", config.display()))?;
    let openssl = crate::places::program(&["openssl"]).ok_or("openssl is not installed")?;
    let mut make = by_owner(&openssl)?;
    make.args([
        "req",
        "-x509",
        "-nodes",
        "-days",
        "2",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
    ]);
    answer(make.arg("-config").arg(config).arg("-out").arg(&certificate).arg("-keyout").arg(&key))?;
    Ok((certificate, key))
}

/// A program of PostgreSQL.
fn tool(name: &str) -> Result<Command, String> {
    by_owner(&folder().ok_or("PostgreSQL is not installed")?.join(name))
}

/// A program, run by PostgreSQL's own user where we are root.
fn by_owner(program: &Path) -> Result<Command, String> {
    let mut command = Command::new(program);
    command.current_dir("/").env("LC_ALL", "C.UTF-8");
    if is_root() {
        let (user, group) = owner()?;
        command.uid(user).gid(group);
    }
    Ok(command)
}

/// User and group of `postgres`, made by the package.
fn owner() -> Result<(u32, u32), String> {
    let users = std::fs::read_to_string("/etc/passwd").map_err(|error| format!("/etc/passwd: {error}"))?;
    let fields = users.lines().map(|line| line.split(':').collect::<Vec<_>>()).find(|it| it[0] == "postgres");
    let id = |index: usize| fields.as_ref().and_then(|it| it.get(index)?.parse().ok());
    id(2).zip(id(3)).ok_or("root may not run PostgreSQL, and this machine has no user 'postgres'".to_owned())
}
