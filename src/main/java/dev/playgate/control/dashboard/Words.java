package dev.playgate.control.dashboard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.playgate.catalog.Feature;
import dev.playgate.control.guardian.Suspicion;
import dev.playgate.policy.Outage;
import dev.playgate.policy.Reason;
import dev.playgate.policy.Refusal;

/** Reasons in words, with what to do about them. */
final class Words {

    /** What the checks of a decision are called, by their stable names. */
    private static final Map<String, String> CHECKS = Map.of("credential", "The token itself", "registry",
            "The registry is fresh enough");

    private Words() {
    }

    static String ofCheck(String name) {
        return CHECKS.getOrDefault(name, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }

    /** By the name that the API has for it. */
    static String ofReason(String wireName) {
        return Stream.<Reason>concat(Arrays.stream(Refusal.values()), Arrays.stream(Outage.values()))
                .filter(reason -> reason.wireName().equals(wireName)).findAny().map(Words::of).orElse(wireName);
    }

    /** What the package is for. */
    static String of(Feature feature) {
        return switch (feature) {
            case SECURE -> "Every playout of every stream needs a token.";
            case H5LIVE -> "Low-latency playout over WebSocket and as one endless body.";
            case WEBCASTER -> "Sending from a browser.";
            case TRANSCODING -> "Further renditions, made from the one that is sent.";
            case LIVE_PROCESSING -> "Working on streams while they are live.";
            case VOD -> "Recordings.";
            case METADATA -> "Data within streams, in time with their pictures.";
        };
    }

    static String of(Suspicion suspicion) {
        return switch (suspicion) {
            case MANY_ADDRESSES -> "Many addresses";
            case MANY_SESSIONS -> "Many sessions";
            case NO_REFERRER -> "No referrer";
            case LONG_PLAY -> "Very long play";
        };
    }

    /** Of everything that a player may be told, by the name that it is told. */
    static Map<String, String> ofReasons() {
        return Stream.<Reason>concat(Arrays.stream(Refusal.values()), Arrays.stream(Outage.values()))
                .collect(Collectors.toMap(Reason::wireName, Words::of));
    }

    static String of(Reason reason) {
        return switch (reason) {
            case Refusal refusal -> of(refusal);
            case Outage outage -> of(outage);
        };
    }

    private static String of(Refusal refusal) {
        return switch (refusal) {
            case REQUEST_MALFORMED -> "The request can be read in more than one way. Look at the player's URL.";
            case METHOD_NOT_ALLOWED -> "Playout URLs are asked with GET, HEAD or OPTIONS.";
            case TARGET_MALFORMED -> "The URL is malformed or names no stream. Copy it again.";
            case PATH_UNKNOWN -> "Nothing is served under this path. Copy the URL again.";
            case STREAM_AMBIGUOUS -> "The URL names more than one stream. Name one.";
            case CREDENTIAL_AMBIGUOUS -> "More than one token is presented. Send one.";
            case TOKEN_MISSING -> "No token is presented, and the stream needs one. Create one.";
            case TOKEN_MALFORMED ->
                "This is no token: its parts or its JSON are malformed. Copy the whole of it again.";
            case TOKEN_ALGORITHM_REFUSED -> "The token's algorithm is not admitted. Create it here, or sign it with the"
                    + " algorithm of the key.";
            case TOKEN_KEY_UNKNOWN -> "The key that the token names is not in force. Create a new token.";
            case TOKEN_SIGNATURE_INVALID -> "The signature does not hold: the token was changed, or signed by another"
                    + " key. Create a new one.";
            case TOKEN_ISSUER_REFUSED -> "Issuer, audience or organisation is not what the token's key stands for.";
            case TOKEN_CLAIMS_INVALID -> "A claim is missing or malformed. Create the token here, or correct what"
                    + " creates it.";
            case TOKEN_TIME_IN_MILLISECONDS -> "A time is in milliseconds; seconds are expected.";
            case TOKEN_EXPIRED -> "The token has expired. Create a new one.";
            case TOKEN_NOT_YET_VALID -> "The token is not valid yet. Wait, or create one that is valid immediately.";
            case TOKEN_REVOKED -> "The token has been revoked. Create a new one.";
            case SECURE_DISABLED -> "The organisation no longer has the package secure.";
            case TICKET_INVALID -> "The session ticket is not of this installation. Load the player again.";
            case TICKET_EXPIRED -> "The session has reached its end. Load the player again.";
            case ORGANISATION_MISMATCH -> "The token belongs to another organisation than the stream.";
            case STREAM_NOT_COVERED -> "The token does not open this stream. Create one with the right target.";
            case STREAM_UNKNOWN -> "The registry does not know this stream. Check its name, letter by letter.";
            case STREAM_LOCKED -> "The stream is locked. Unlock it to let viewers in.";
            case DOMAIN_MISSING -> "The token is bound to a page, and the request shows none.";
            case DOMAIN_MISMATCH -> "The token is bound to another page.";
            case ADDRESS_MISMATCH -> "The token is bound to another address.";
            case GUARDIAN_ADDRESS_DENIED -> "Guardian denies this address.";
            case GUARDIAN_PAGE_DENIED -> "Guardian denies this page.";
            case SESSION_LIMIT_REACHED -> "As many sessions of this token or user run as may run at once.";
            case TOO_MANY_FAILURES -> "Too many tokens from this address did not verify. Wait a minute.";
        };
    }

    private static String of(Outage outage) {
        return switch (outage) {
            case CATALOG_MISSING, CATALOG_STALE -> "The registry cannot be read at the moment. Try again.";
            case KEYS_MISSING -> "No key is in force at the moment. Try again.";
            case VERIFIER_BUSY -> "Too many tokens are being verified at the moment. Try again.";
            case EDGE_BUSY -> "The edge has more to do than it can, and lets few begin to play. Try again.";
            case ORIGIN_UNREACHABLE, ORIGIN_TIMEOUT, ORIGIN_BUSY, ORIGIN_ANSWER_INVALID ->
                "The origin does not answer as it should.";
            case INTERNAL_ERROR -> "An internal error; the log says more.";
        };
    }
}
