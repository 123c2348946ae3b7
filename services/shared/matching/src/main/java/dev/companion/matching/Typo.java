package dev.companion.matching;

/** One typing error: a letter too many, too few or wrong, or two adjacent letters swapped. */
final class Typo {

    private Typo() {}

    static boolean isBetween(String left, String right) {
        if (left.length() > right.length()) {
            return isBetween(right, left);
        }
        if (right.length() - left.length() > 1 || left.equals(right)) {
            return false;
        }
        var at = 0;
        while (at < left.length() && left.charAt(at) == right.charAt(at)) {
            at++;
        }
        if (left.length() < right.length()) {
            return left.regionMatches(at, right, at + 1, left.length() - at);
        }
        var isSwap = at + 1 < left.length()
                && left.charAt(at) == right.charAt(at + 1)
                && left.charAt(at + 1) == right.charAt(at)
                && left.regionMatches(at + 2, right, at + 2, left.length() - at - 2);
        return isSwap || left.regionMatches(at + 1, right, at + 1, left.length() - at - 1);
    }
}
