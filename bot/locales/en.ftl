# The desk's own phrases in English. British spelling, no exclamation marks, no officialese.

month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
 } { $year }

# How an answer is rendered.

quoted = “{ $text }”
read-as = I read this as “{ $text }”.
