-- Values whose shortest digits Java 17 does not find.
SELECT s, CAST(s AS DOUBLE), CAST(s AS FLOAT) FROM (VALUES ('8.41E21'), ('2.2E-322'), ('1E23'), ('9.5367431640625E-7'), ('2.0E-3'), ('1.1E23'), ('2.8E-45'), ('1.17549435E-38'), ('3.3E-44'), ('5E-324'), ('2E23'), ('4.35E10'), ('9.0E15'), ('123456789.0'), ('1.0E-5'), ('33554432'), ('0.3'), ('67108864')) AS t(s);
