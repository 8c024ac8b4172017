package dev.playgate.token;

/**
 * A text that ends with its signature, as the key of a cache. Equal is what is the same text from beginning to end
 * (security F1); the hash is that of the end alone, because each request brings its text as a new string, of which the
 * whole hash costs three times the look-up.
 *
 * <p>Of what is genuine the end is as good as random. Whoever forges can give as many texts as he likes one end: so a
 * cache of such keys is either for genuine texts alone or bounded, and the order makes of those that collide in a hash
 * table a tree instead of a list.
 */
final class SignedText implements Comparable<SignedText> {

    /** Characters of base64url: 96 bits of a signature. */
    private static final int HASHED = 16;

    private final String text;
    private final int hash;

    SignedText(String text) {
        this.text = text;
        int sum = 0;
        for (int i = Math.max(0, text.length() - HASHED); i < text.length(); i++) {
            sum = 31 * sum + text.charAt(i);
        }
        this.hash = sum;
    }

    String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedText signed && text.equals(signed.text);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public int compareTo(SignedText other) {
        return text.compareTo(other.text);
    }

    /** Never the text (security G1). */
    @Override
    public String toString() {
        return "SignedText[" + text.length() + " characters]";
    }
}
