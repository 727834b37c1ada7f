array_contains(flags, 'x1_not_continued')
