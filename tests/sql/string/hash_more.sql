-- The other SHA functions.
SELECT SHA224('abc'), SHA384('abc'), SHA512('abc'), SHA2('abc', 256), SHA2('abc', 512), SHA2('abc', 224), MD5('');
