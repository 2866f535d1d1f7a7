mod change;
mod read;
