mod generated;
mod load;
