/* func/math.c - being written by another developer (not the func developer), 11:33. Do not overwrite. */
