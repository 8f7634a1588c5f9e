//! A client that asks for one address again and again over kept connections, for a bounded time.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// Status and body of an answer; of one that sends on, where to.
type Answer = (u16, Vec<u8>);

/// One answer.
pub(crate) fn get(address: SocketAddr, path: &str) -> std::io::Result<Answer> {
    let mut connection = BufReader::new(TcpStream::connect(address)?);
    ask(&mut connection, path, "identity")
}

/// One answer as a browser takes it: packed.
pub(crate) fn get_packed(address: SocketAddr, path: &str) -> std::io::Result<Answer> {
    let mut connection = BufReader::new(TcpStream::connect(address)?);
    ask(&mut connection, path, "gzip")
}

/// Answers a second to `connections` threads that ask without pause for `time`.
pub(crate) fn rate(address: SocketAddr, path: &str, connections: usize, time: Duration) -> f64 {
    let began = Instant::now();
    let count = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..connections).map(|_| scope.spawn(|| count(address, path, began + time))).collect();
        threads.into_iter().filter_map(|it| it.join().ok()).sum::<u64>()
    });
    count as f64 / began.elapsed().as_secs_f64()
}

fn count(address: SocketAddr, path: &str, until: Instant) -> u64 {
    let Ok(stream) = TcpStream::connect(address) else { return 0 };
    let _ = stream.set_nodelay(true);
    let mut connection = BufReader::with_capacity(256 * 1024, stream);
    let mut count = 0;
    while Instant::now() < until {
        match ask(&mut connection, path, "identity") {
            Ok((200, _)) => count += 1,
            _ => break,
        }
    }
    count
}

fn ask(connection: &mut BufReader<TcpStream>, path: &str, packing: &str) -> std::io::Result<Answer> {
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\naccept-encoding: {packing}\r\n\r\n");
    connection.get_mut().write_all(request.as_bytes())?;
    let (mut status, mut length, mut onward, mut line) = (0, 0, None, String::new());
    loop {
        line.clear();
        if connection.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let head = line.trim_end().to_ascii_lowercase();
        if let Some(rest) = head.strip_prefix("http/1.1 ") {
            status = rest.get(..3).and_then(|it| it.parse().ok()).unwrap_or(0);
        } else if let Some(rest) = head.strip_prefix("content-length:") {
            length = rest.trim().parse().unwrap_or(0);
        } else if head.starts_with("location:") {
            onward = line.split_once(' ').map(|(_, to)| to.trim().as_bytes().to_vec());
        } else if head.is_empty() {
            let mut body = vec![0; length];
            connection.read_exact(&mut body)?;
            return Ok((status, onward.unwrap_or(body)));
        }
    }
}
