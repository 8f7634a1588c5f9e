//! `meyasu serve`: the site, until it is told to stop.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::process::ExitCode;

use desk::Desk;
use jiff::Timestamp;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::cli::Serve;
use crate::failure::{Failure, SOFTWARE, UNAVAILABLE};
use crate::sample::Loaded;
use crate::say::tell;

pub(crate) fn run(asked: &Serve) -> Result<ExitCode, Failure> {
    log(asked.log_json || !std::io::stderr().is_terminal());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| faulty(&error))?;
    // The port first: whoever cannot have it should not wait for a ledger to be made.
    let listener = runtime.block_on(TcpListener::bind(asked.listen)).map_err(|error| taken(asked, &error))?;
    let ledger = crate::data::open(&asked.place)?;
    let desk = Desk::new(ledger.clone());
    if asked.sample && !asked.no_sample {
        sample(&desk)?;
    }
    let site = web::Site::new(desk).known_as(asked.address.clone()).by_clock(Timestamp::now);
    let followed = site.clone();
    let follower = ledger.follow(move |town| followed.refresh(town))?;
    let stop = runtime.block_on(async { stop() }).map_err(|error| faulty(&error))?;
    welcome(listener.local_addr().unwrap_or(asked.listen));
    runtime.block_on(web::serve(listener, site, stop));
    drop(follower);
    tell("終了しました", "stopped");
    Ok(ExitCode::SUCCESS)
}

/// The system gives no threads or no signals.
fn faulty(error: &std::io::Error) -> Failure {
    Failure::new(
        SOFTWARE,
        format!("サーバーを始められません（{error}）"),
        format!("the server cannot start: {error}"),
    )
}

fn sample(desk: &Desk) -> Result<(), Failure> {
    let bar = super::bar("見本の市を準備中", "preparing the sample city");
    let loaded = crate::sample::load(desk, Timestamp::now(), |done, of| {
        bar.set_length(of);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    match loaded? {
        Loaded::Decisions(0) => {}
        Loaded::Decisions(_) => tell("見本の「目安市」を用意しました", "the sample city 目安市 is ready"),
        Loaded::Older => tell(
            "台帳の「目安市」は前の版のプログラムの見本です（そのまま表示します）。新しい見本は、空のフォルダーを指定すると見られます：meyasu serve --sample --data 新しいフォルダー",
            "the ledger holds the sample city of an earlier version, shown as it is; for the new one name an empty folder: meyasu serve --sample --data NEW-FOLDER",
        ),
    }
    Ok(())
}

/// Says where: the port too, if the system was to choose one.
fn welcome(address: SocketAddr) {
    tell(
        format!("ブラウザーで http://{address}/ を開いてください（終わるときは Ctrl+C）"),
        format!("open http://{address}/ in a browser (Ctrl+C stops)"),
    );
}

fn taken(asked: &Serve, error: &std::io::Error) -> Failure {
    let address = asked.listen;
    match error.kind() {
        std::io::ErrorKind::AddrInUse => Failure::new(
            UNAVAILABLE,
            format!("{address} はほかのプログラムが使っています。--listen で別のアドレスを指定してください"),
            format!("{address} is in use by another program; choose another with --listen"),
        ),
        _ => Failure::new(
            UNAVAILABLE,
            format!("{address} で待ち受けできません（{error}）"),
            format!("cannot listen on {address}: {error}"),
        ),
    }
}

/// Logs to standard error: text for people, JSON lines for machines. `MEYASU_LOG=warn` and the like choose how much.
///
/// A log that nobody takes any more (its pipe is closed) is no reason to fail: its own errors are not logged.
fn log(json: bool) {
    let filter = EnvFilter::try_from_env("MEYASU_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .log_internal_errors(false);
    if json {
        builder.json().flatten_event(true).init();
    } else {
        builder.compact().init();
    }
}

/// Ctrl+C, or the signal with which service managers stop a program. Listens from now on, not only once it is awaited.
#[cfg(unix)]
fn stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ctrl+C. Listens from now on, not only once it is awaited.
#[cfg(windows)]
fn stop() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move { drop(interrupt.recv().await) })
}
