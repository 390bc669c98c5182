"""The licence of the data: everybody may do with them what they like."""

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"
