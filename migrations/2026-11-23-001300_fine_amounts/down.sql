drop view fine_amounts;
