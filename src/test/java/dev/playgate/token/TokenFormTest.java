package dev.playgate.token;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.playgate.token.TestTokens.RSA;
import static dev.playgate.token.TestTokens.compact;
import static dev.playgate.token.TestTokens.encode;
import static dev.playgate.token.TestTokens.valid;
import static dev.playgate.token.Verdicts.assertProved;
import static dev.playgate.token.Verdicts.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

class TokenFormTest {

    @Test
    void theFixtureIsProved() {
        assertProved(valid().text());
    }

    @ParameterizedTest
    @DisplayName("A5 three non-empty parts")
    @ValueSource(strings = {"", ".", "..", "...", "a", "a.b", "AAA.AAA", " . . ", "🙂.🙂.🙂", "null"})
    void a5_threeParts(String text) {
        assertRejected(text, TokenFault.MALFORMED);
    }

    @Test
    void a5_noPartIsEmpty() {
        String[] parts = valid().text().split("\\.", -1);
        assertRejected("." + parts[1] + "." + parts[2], TokenFault.MALFORMED);
        assertRejected(parts[0] + ".." + parts[2], TokenFault.MALFORMED);
        assertRejected(parts[0] + "." + parts[1] + ".", TokenFault.MALFORMED);
    }

    @Test
    void a5_noMoreThanThreeParts() {
        assertRejected(valid().text() + ".", TokenFault.MALFORMED);
        assertRejected(valid().text() + ".AAAA.AAAA", TokenFault.MALFORMED);
    }

    @ParameterizedTest
    @DisplayName("A5 padding, white space, and the letters of plain base64 are not base64url")
    @ValueSource(strings = {"=", "==", " ", "\n", "\r\n", "+", "/", "%3D", "\u0000", "é"})
    void a5_nothingElseInAPart(String intruder) {
        String text = valid().text();
        int dot = text.indexOf('.');
        assertRejected(text + intruder, TokenFault.MALFORMED);
        assertRejected(intruder + text, TokenFault.MALFORMED);
        assertRejected(text.substring(0, dot) + intruder + text.substring(dot), TokenFault.MALFORMED);
        assertRejected(text.substring(0, dot + 3) + intruder + text.substring(dot + 3), TokenFault.MALFORMED);
    }

    @Test
    @DisplayName("A5 bits that decoding drops must be zero: a signature of 256 bytes has four of them")
    void a5_oneSpellingOfEachSignature() {
        String text = valid().text();
        char last = text.charAt(text.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char alike = alphabet.charAt(alphabet.indexOf(last) + 1);
        assertThat(alphabet.indexOf(last) % 16).isZero();
        assertRejected(text.substring(0, text.length() - 1) + alike, TokenFault.MALFORMED);
    }

    @Test
    @DisplayName("A6 4096 characters and no more")
    void a6_length() {
        String longest = tokenOfLength(CompactToken.MAX_CHARACTERS);
        assertProved(longest);
        assertRejected(longest + "A", TokenFault.TOO_LARGE);
        assertRejected("A".repeat(CompactToken.MAX_CHARACTERS + 1), TokenFault.TOO_LARGE);
        assertRejected("A".repeat(CompactToken.MAX_CHARACTERS), TokenFault.MALFORMED);
    }

    @Test
    @DisplayName("A6 a header of 1024 bytes and no more")
    void a6_headerLength() {
        String header = valid().header();
        String padded = header + " ".repeat(1024 - header.length());
        assertProved(compact(padded, valid().payload(), RSA));
        assertRejected(compact(padded + " ", valid().payload(), RSA), TokenFault.TOO_LARGE);
    }

    @ParameterizedTest
    @DisplayName("A6 header and claims are JSON that two parsers read alike")
    @MethodSource("notStrict")
    void a6_strictJson(String fault, String claims) {
        assertRejected(compact(valid().header(), claims, RSA), TokenFault.MALFORMED);
        assertRejected(compact(claims, valid().payload(), RSA), TokenFault.MALFORMED);
    }

    @Test
    void a6_aSurrogatePairIsACharacter() {
        assertProved(valid().with("cust", "\"a\\ud83d\\ude00b\"").text());
        assertProved(valid().with("cust", "{\"\ud83d\ude00\":1}").text());
    }

    static Stream<Arguments> notStrict() {
        String open = "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"cust\":";
        return Stream.of(Arguments.of("no JSON", "nonsense"), Arguments.of("nothing", " "),
                Arguments.of("an array", "[]"), Arguments.of("a string", "\"alg\""), Arguments.of("null", "null"),
                Arguments.of("cut", open + "1"), Arguments.of("more after it", open + "1}{}"),
                Arguments.of("a bracket after it", open + "1}]"), Arguments.of("text after it", open + "1}x"),
                Arguments.of("a zero byte after it", open + "1}\u0000"), Arguments.of("a comment", open + "1/*x*/}"),
                Arguments.of("a trailing comma", open + "1,}"), Arguments.of("single quotes", "{'alg':'RS256'}"),
                Arguments.of("a bare name", "{alg:1}"), Arguments.of("a byte order mark", "\uFEFF" + open + "1}"),
                Arguments.of("duplicate members", open + "1,\"kid\":\"rsa-1\"}"),
                Arguments.of("duplicates of which one is escaped", open + "1,\"\\u006bid\":\"rsa-1\"}"),
                Arguments.of("duplicates below", open + "{\"a\":1,\"a\":1}}"),
                Arguments.of("duplicates in an array", open + "[{\"a\":1,\"a\":1}]}"),
                Arguments.of("not a number", open + "NaN}"), Arguments.of("infinity", open + "Infinity}"),
                Arguments.of("a number beyond the finite", open + "1e999}"),
                Arguments.of("one of the other sign", open + "-1e999}"),
                Arguments.of("an integer beyond the finite", open + "1" + "0".repeat(400) + "}"),
                Arguments.of("one in an array", open + "[1,1e999]}"), Arguments.of("a leading zero", open + "01}"),
                Arguments.of("a plus sign", open + "+1}"), Arguments.of("no digits", open + "-}"),
                Arguments.of("a control character", open + "\"\n\"}"), Arguments.of("a bad escape", open + "\"\\x\"}"),
                Arguments.of("half a surrogate pair", open + "\"\\ud800\"}"),
                Arguments.of("the other half", open + "\"a\\udfff\"}"),
                Arguments.of("a half after a pair", open + "\"\\ud83d\\ude00\\ud83d\"}"),
                Arguments.of("a pair the wrong way round", open + "\"\\ude00\\ud83d\"}"),
                Arguments.of("half a surrogate pair in a name", open + "{\"\\ud800\":1}}"),
                Arguments.of("nine deep", open + "[".repeat(8) + "]".repeat(8) + "}"),
                Arguments.of("65 members", members(65)), Arguments.of("65 members, of which some are below",
                        open + members(62) + "}"));
    }

    @Test
    @DisplayName("A6 eight deep and 64 members are within")
    void a6_bounds() {
        assertProved(valid().with("cust", "[".repeat(7) + "]".repeat(7)).text());
        assertProved(valid().with("cust", members(64 - 9)).text());
        assertRejected(valid().with("cust", members(64 - 8)).text(), TokenFault.MALFORMED);
        assertRejected(valid().with("cust", "[" + members(64 - 8) + "]").text(), TokenFault.MALFORMED);
    }

    @ParameterizedTest
    @DisplayName("A6 UTF-8 in its only form")
    @ValueSource(strings = {"\u00c0\u0080", "\u00c1\u00a1", "\u00e0\u0081\u00a1", "\u00ed\u00a0\u0080", "\u00ff",
            "\u00f4\u0090\u0080\u0080", "\u0080", "\u00c3"})
    void a6_utf8(String bytes) {
        byte[] payload = valid().with("cust", "\"" + bytes + "\"").payload().getBytes(StandardCharsets.ISO_8859_1);
        String signed = encode(valid().header()) + "." + TestKey.base64(payload);
        assertRejected(signed + "." + TestKey.base64(RSA.sign(signed.getBytes(StandardCharsets.US_ASCII))),
                TokenFault.MALFORMED);
    }

    @Test
    @DisplayName("A6 no JWE")
    void a6_noJwe() {
        assertRejected(encode("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}") + ".AAAA.AAAA.AAAA.AAAA",
                TokenFault.MALFORMED);
    }

    @Test
    @DisplayName("A10 a token does not tell its text")
    void a10_masked() {
        assertThat(valid().token()).asString().isEqualTo("CompactToken[" + valid().text().length() + " characters]");
    }

    private static String members(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"m" + i + "\":0")
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Under a key with which this length can be had: base64 leaves out every fourth. */
    private static String tokenOfLength(int length) {
        TestTokens.Builder token = valid().signedBy(TestTokens.EC);
        int missing = (length - token.text().length()) / 4 * 3 - 20;
        String text = token.text();
        while (text.length() < length) {
            text = token.with("cust", "\"" + "x".repeat(missing++) + "\"").text();
        }
        assertThat(text.length()).isEqualTo(length);
        return text;
    }
}
