//! `meyasu serve`: the site, until it is told to stop.

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::process::ExitCode;

use configuration::Unusable;
use desk::Desk;
use desk::hearing::Hearing;
use jiff::Timestamp;
use staff::{Edge, Office};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use crate::cli::Serve;
use crate::failure::{DATA, Failure, SOFTWARE, UNAVAILABLE};
use crate::sample::Loaded;
use crate::say::tell;

mod clock;

pub(crate) fn run(asked: &Serve) -> Result<ExitCode, Failure> {
    log(asked.log_json || !std::io::stderr().is_terminal());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| faulty(&error))?;
    let carrier = asked.mail.as_deref().map(crate::outgoing::carrier).transpose()?;
    // The ports first: whoever cannot have them should not wait for a ledger to be made.
    let listener = bind(&runtime, asked.listen, "--listen")?;
    let staff = if asked.no_staff { None } else { Some(bind(&runtime, asked.staff(), "--staff")?) };
    let ledger = crate::data::open(&asked.place)?;
    let desk = Desk::new(ledger.clone());
    if asked.sample && !asked.no_sample {
        sample(&desk)?;
    }
    let public = listener.local_addr().unwrap_or(asked.listen);
    let proxies = web::Proxies::trusting(asked.trust_proxy.clone());
    let office = office(&desk, asked, public, carrier.as_ref())?.behind(proxies.clone());
    let site = web::Site::new(desk.clone()).known_as(asked.address.clone()).by_clock(Timestamp::now);
    let site = site.behind(proxies);
    let site = if asked.voice { site.hearing_by(Hearing::new(crate::chance::fill)) } else { site };
    let followed = site.clone();
    let follower = ledger.follow(move |town| followed.refresh(town))?;
    let stop = runtime.block_on(async { stop() }).map_err(|error| faulty(&error))?;
    welcome(public);
    if let Some(staff) = &staff {
        welcome_staff(staff.local_addr().unwrap_or(asked.staff()), &office, asked.first_account)?;
    }
    let inside = (staff.map(|listener| (listener, office)), carrier);
    runtime.block_on(both(listener, (desk, site), inside, stop));
    drop(follower);
    tell("終了しました", "stopped");
    Ok(ExitCode::SUCCESS)
}

/// Both faces of the house, until it is told to stop.
async fn both(
    listener: TcpListener,
    (desk, site): (Desk, web::Site),
    (staff, carrier): (Option<(TcpListener, Office)>, Option<crate::outgoing::Courier>),
    stop: impl Future<Output = ()>,
) {
    let (told, _) = tokio::sync::watch::channel(false);
    let stopped = |mut told: tokio::sync::watch::Receiver<bool>| async move {
        let _ = told.wait_for(|it| *it).await;
    };
    let [first, second, third, fourth] = [(); 4].map(|()| stopped(told.subscribe()));
    let inside = async {
        if let Some((listener, office)) = staff {
            staff::serve(listener, office, second).await;
        }
    };
    let outgoing = async {
        if let Some(carrier) = carrier {
            crate::outgoing::send_letters(desk.clone(), carrier, fourth).await;
        }
    };
    let end = async {
        stop.await;
        let _ = told.send(true);
    };
    tokio::join!(web::serve(listener, site, first), inside, outgoing, end, clock::watch(desk.clone(), third));
}

fn office(
    desk: &Desk,
    asked: &Serve,
    public: SocketAddr,
    carrier: Option<&crate::outgoing::Courier>,
) -> Result<Office, Failure> {
    let edge = Edge { now: Timestamp::now, chance: crate::chance::fill };
    let address = asked.address.clone().unwrap_or_else(|| format!("http://{public}"));
    let office = Office::new(desk.clone(), edge, !asked.staff_unencrypted, Some(address));
    let office = office.read_by(crate::sent::read).vouched_by(providers(asked)?);
    Ok(match carrier {
        Some((_, address)) => office.sending_mail(address.clone()),
        None => office,
    })
}

/// 庁内アカウント: what vouches for the staff, by the file of settings.
fn providers(asked: &Serve) -> Result<Vec<openid::Provider>, Failure> {
    let Some(file) = &asked.openid else { return Ok(vec![]) };
    std::fs::metadata(file).map_err(|error| Failure::unread(file, &error))?;
    let providers = openid::read(file).and_then(|it| it.into_iter().map(openid::Provider::new).collect());
    providers.map_err(|why: Unusable| {
        Failure::new(
            DATA,
            format!("--openid の設定ファイルに誤りがあります（{}）", why.ja),
            format!("--openid: {why}"),
        )
    })
}

fn bind(
    runtime: &tokio::runtime::Runtime,
    address: SocketAddr,
    option: &str,
) -> Result<TcpListener, Failure> {
    runtime.block_on(TcpListener::bind(address)).map_err(|error| taken(address, option, &error))
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

/// Says where the staff's pages are, and how the first account is made where there is none, or where that is asked for.
fn welcome_staff(address: SocketAddr, office: &Office, asked: bool) -> Result<(), Failure> {
    tell(format!("職員の画面：http://{address}/"), format!("for staff: http://{address}/"));
    if let Some(path) = office.offer_setup(asked)? {
        tell(
            format!("最初のアカウントを作るには（このアドレスは一度だけ使えます）：http://{address}{path}"),
            format!("to make the first account, open (good once): http://{address}{path}"),
        );
    }
    Ok(())
}

fn taken(address: SocketAddr, option: &str, error: &std::io::Error) -> Failure {
    match error.kind() {
        std::io::ErrorKind::AddrInUse => Failure::new(
            UNAVAILABLE,
            format!("{address} はほかのプログラムが使っています。{option} で別のアドレスを指定してください"),
            format!("{address} is in use by another program; choose another with {option}"),
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
