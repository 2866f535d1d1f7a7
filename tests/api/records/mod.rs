mod export;
mod read;
