int stub(void) { return 0; }
