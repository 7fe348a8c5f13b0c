-- error: 2
SELEC 1;
