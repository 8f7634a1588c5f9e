//! 遅い読み手: a connection whose other end takes next to nothing is closed, so that it does not hold its place for ever.

use std::future::Future;
use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::Sleep;

/// How long a reader may take for [`LEAST`] bytes.
const WAIT: Duration = Duration::from_secs(30);
/// Bytes that must go out in that time: less than the slowest line of a telephone.
const LEAST: usize = 4 * 1024;

/// A stream that fails when what is written to it does not go out.
///
/// The time runs from the first write that had to wait. It stops when [`LEAST`] bytes went out since, or when all did: a trickle of
/// single bytes does not stop it.
pub(super) struct Watched<S> {
    stream: S,
    waiting: Option<Waiting>,
}

struct Waiting {
    until: Pin<Box<Sleep>>,
    out: usize,
}

impl<S> Watched<S> {
    pub(super) fn new(stream: S) -> Self {
        Self { stream, waiting: None }
    }

    /// Counts what went out, or looks at the time where nothing did.
    fn judge<T>(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<T>>,
        bytes: impl Fn(&T) -> usize,
    ) -> Poll<io::Result<T>> {
        match &written {
            Poll::Ready(Ok(done)) => {
                let out = bytes(done);
                if let Some(waiting) = &mut self.waiting {
                    waiting.out = waiting.out.saturating_add(out);
                    if waiting.out >= LEAST {
                        self.waiting = None;
                    }
                }
                written
            }
            Poll::Ready(Err(_)) => written,
            Poll::Pending => {
                let start = || Waiting { until: Box::pin(tokio::time::sleep(WAIT)), out: 0 };
                match self.waiting.get_or_insert_with(start).until.as_mut().poll(context) {
                    Poll::Ready(()) => Poll::Ready(Err(ErrorKind::TimedOut.into())),
                    Poll::Pending => Poll::Pending,
                }
            }
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(context, written, |out| *out)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.judge(context, written, |out| *out)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    /// Asked when nothing is left to be written: then nobody waits.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.judge(context, flushed, |()| LEAST)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let closed = Pin::new(&mut self.stream).poll_shutdown(context);
        self.judge(context, closed, |()| LEAST)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};

    use super::*;

    /// A line that holds a kilobyte, our end watched.
    fn line() -> (Watched<DuplexStream>, DuplexStream) {
        let (ours, theirs) = duplex(1024);
        (Watched::new(ours), theirs)
    }

    // The clock of these tests stands still until all wait: then it jumps to what is next. None of them takes time.

    #[tokio::test(start_paused = true)]
    async fn a_reader_that_takes_nothing_is_left() {
        let (mut ours, _theirs) = line();
        let error = ours.write_all(&[7; 64 * 1024]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut);
    }

    #[tokio::test(start_paused = true)]
    async fn a_trickle_of_single_bytes_is_no_reading() {
        let (mut ours, mut theirs) = line();
        let reader = tokio::spawn(async move {
            let mut byte = [0];
            while theirs.read_exact(&mut byte).await.is_ok() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
        let error = ours.write_all(&[7; 64 * 1024]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut);
        reader.abort();
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_line_gets_its_page() {
        let (mut ours, mut theirs) = line();
        let reader = tokio::spawn(async move {
            let (mut part, mut all) = ([0; 1024], 0);
            while let Ok(count @ 1..) = theirs.read(&mut part).await {
                all += count;
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
            all
        });
        ours.write_all(&[7; 64 * 1024]).await.unwrap();
        ours.flush().await.unwrap();
        drop(ours);
        assert_eq!(reader.await.unwrap(), 64 * 1024);
    }

    #[tokio::test(start_paused = true)]
    async fn between_two_pages_nobody_waits() {
        let (mut ours, mut theirs) = line();
        for _ in 0..2 {
            let page = [7; 1500]; // Larger than the line holds, smaller than what stops the time.
            let mut got = [0; 1500];
            let (written, read) = tokio::join!(ours.write_all(&page), theirs.read_exact(&mut got));
            written.unwrap();
            read.unwrap();
            ours.flush().await.unwrap();
            tokio::time::sleep(WAIT * 2).await;
        }
    }
}
