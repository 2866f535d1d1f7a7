mod look_up;
