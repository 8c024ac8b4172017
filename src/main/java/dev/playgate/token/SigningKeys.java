package dev.playgate.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The keys that Playgate issues under: a JWK set with private keys. One of them issues, all of them verify, so that a
 * rotation puts a new key first and takes the old one out when its last token has expired.
 */
public final class SigningKeys {

    private final List<SigningKey> keys;
    private final SigningKey issuing;
    private final String publicJwkSet;

    private SigningKeys(List<SigningKey> keys, SigningKey issuing, String publicJwkSet) {
        this.keys = keys;
        this.issuing = issuing;
        this.publicJwkSet = publicJwkSet;
    }

    /**
     * Reads a JWK set of private keys.
     *
     * @param algorithm the first key of this algorithm issues
     * @throws KeyMaterialException when a key is not admitted (security A2), with what is wrong with each, or when
     *         there is none of that algorithm
     */
    public static SigningKeys parse(String json, TokenAlgorithm algorithm) throws KeyMaterialException {
        List<String> faults = new ArrayList<>();
        List<SigningKey> keys = new ArrayList<>();
        ArrayNode published = StrictJson.newObject().arrayNode();
        for (JwkMembers jwk : JwkSets.members(json, faults)) {
            JwkSets.admit(jwk, "sign").flatMap(publicHalf -> PrivateKeyAdmission.admit(jwk, publicHalf))
                    .ifPresent(key -> {
                        keys.add(key);
                        published.add(jwk.published(key.publicHalf().algorithm()));
                    });
        }
        Optional<SigningKey> issuing = keys.stream().filter(key -> key.publicHalf().algorithm() == algorithm)
                .findFirst();
        if (issuing.isEmpty() && faults.isEmpty()) {
            faults.add("there is no key for " + algorithm.joseName() + ", which is to issue");
        }
        if (!faults.isEmpty()) {
            throw new KeyMaterialException(faults);
        }
        ObjectNode set = StrictJson.newObject();
        set.set("keys", published);
        return new SigningKeys(List.copyOf(keys), issuing.orElseThrow(), StrictJson.write(set));
    }

    /** The key that new tokens are signed with. */
    public SigningKey issuing() {
        return issuing;
    }

    /** What verifies tokens under any of the keys. */
    public List<AdmittedKey> publicHalves() {
        return keys.stream().map(SigningKey::publicHalf).toList();
    }

    /** The public halves as a JWK set, for {@code /.well-known/jwks.json}. */
    public String publicJwkSet() {
        return publicJwkSet;
    }
}
