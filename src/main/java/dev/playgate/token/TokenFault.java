package dev.playgate.token;

/** Why a text is not a token of ours (security A1 to A8, E1). */
public enum TokenFault {
    /** Longer than 4096 characters, or its header longer than 1 KiB (A6). */
    TOO_LARGE,
    /** Not three non-empty parts of canonical unpadded base64url, or its JSON is not within the bounds (A5, A6). */
    MALFORMED,
    /** {@code alg} is missing, not admitted at all, or not that of the key (A1). */
    ALGORITHM,
    /** A header member besides {@code alg}, {@code kid} and {@code typ}, or another {@code typ} (A4). */
    HEADER,
    /** No admitted key has this {@code kid} (A3). */
    KEY_UNKNOWN,
    /** The signature does not hold. */
    SIGNATURE,
    /** {@code iss} is not the key's (A8). */
    ISSUER,
    /** {@code aud} is not {@code splay} (A8). */
    AUDIENCE,
    /** {@code sub} is not the id of an organisation, or not of the key's (A8). */
    SUBJECT,
    /** {@code exp} is missing. */
    EXPIRY_MISSING,
    /** A time claim is not a finite number, not positive, or {@code nbf} is not before {@code exp} (E1). */
    TIME,
    /** A time claim is in milliseconds (E1). */
    TIME_IN_MILLISECONDS,
    /** Not exactly one of {@code streams}, {@code groupid}, {@code orgawide}, or it is malformed. */
    TARGET,
    /** {@code domain} is not a host or a wildcard below a registrable domain (C2). */
    DOMAIN,
    /** {@code ip} is not one to ten addresses or CIDR ranges (D2). */
    ADDRESS,
    /** Another claim has the wrong type or is missing. */
    CLAIM
}
