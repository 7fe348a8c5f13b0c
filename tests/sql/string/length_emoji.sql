-- A character outside the basic plane counts as one.
SELECT CHAR_LENGTH('🍎x🍐'), CHAR_LENGTH('日本'), CHAR_LENGTH(''), CHAR_LENGTH('é'), SUBSTRING('🍎x🍐' FROM 2 FOR 1), REVERSE('🍎x'), LEFT('🍎x🍐', 1), POSITION('🍐' IN '🍎x🍐');
