//! Input that ends in an error when too much of it is read at once.

use std::io::{self, BufRead, Read};

/// Allows so many bytes until it is renewed.
pub(super) struct Bounded<R> {
    input: R,
    allowance: usize,
    left: usize,
}

impl<R> Bounded<R> {
    pub(super) fn new(input: R, allowance: usize) -> Self {
        Self {
            input,
            allowance,
            left: allowance,
        }
    }

    pub(super) fn renew(&mut self) {
        self.left = self.allowance;
    }

    pub(super) fn is_spent(&self) -> bool {
        self.left == 0
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let from = self.fill_buf()?;
        let length = from.len().min(into.len());
        into[..length].copy_from_slice(&from[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let buffer = self.input.fill_buf()?;
        if self.left == 0 && !buffer.is_empty() {
            return Err(io::Error::other("more than a record may have"));
        }
        Ok(&buffer[..buffer.len().min(self.left)])
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.input.consume(amount);
    }
}
