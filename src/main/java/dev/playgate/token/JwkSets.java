package dev.playgate.token;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads JWK sets (RFC 7517 section 5) and admits their keys (security A2): all of a set, or none. */
public final class JwkSets {

    private static final int MAX_MEMBERS = 4096;
    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private JwkSets() {
    }

    /**
     * The public keys of a set, at least one, in its order.
     *
     * @throws KeyMaterialException when one of them is not admitted, with what is wrong with each
     */
    public static List<AdmittedKey> parse(String json) throws KeyMaterialException {
        List<String> faults = new ArrayList<>();
        List<AdmittedKey> keys = new ArrayList<>();
        List<JwkMembers> members = members(json, faults);
        for (JwkMembers jwk : members) {
            if (PRIVATE_MEMBERS.stream().anyMatch(jwk::has)) {
                jwk.fault("holds private or symmetric key material, where public keys alone belong");
            }
            admit(jwk, "verify").ifPresent(keys::add);
        }
        if (!faults.isEmpty()) {
            throw new KeyMaterialException(faults);
        }
        return List.copyOf(keys);
    }

    /** The keys of a set, each {@code kid} once, else there are faults. */
    static List<JwkMembers> members(String json, List<String> faults) {
        List<JwkMembers> members = new ArrayList<>();
        Set<String> kids = new HashSet<>();
        for (ObjectNode key : objects(json, faults)) {
            JwkMembers jwk = new JwkMembers(key, members.size() + 1, faults);
            members.add(jwk);
            if (jwk.kid().isEmpty()) {
                jwk.fault("kid is not 1 to 128 characters of printable ASCII");
            } else if (!kids.add(jwk.kid().get())) {
                jwk.fault("another key of the set has this kid");
            }
        }
        return members;
    }

    /**
     * The public half of a key that may be used for the operation; faults otherwise.
     *
     * @param operation the member that {@code key_ops} must have, if it is there
     */
    static Optional<AdmittedKey> admit(JwkMembers jwk, String operation) {
        if (jwk.has("use") && !jwk.text("use").equals(Optional.of("sig"))) {
            jwk.fault("use is not sig");
        }
        if (!jwk.isAbsentOrContains("key_ops", operation)) {
            jwk.fault("key_ops has no " + operation);
        }
        Optional<TokenAlgorithm> algorithm = algorithm(jwk);
        if (algorithm.isEmpty()) {
            return Optional.empty();
        }
        if (jwk.has("alg") && !jwk.text("alg").equals(algorithm.map(TokenAlgorithm::joseName))) {
            jwk.fault("alg is not " + algorithm.get().joseName());
        }
        Optional<PublicKey> publicKey = switch (algorithm.get()) {
            case RS256 -> PublicKeyAdmission.rsa(jwk);
            case ES256 -> PublicKeyAdmission.p256(jwk);
            case EDDSA -> PublicKeyAdmission.ed25519(jwk);
        };
        return jwk.kid().flatMap(kid -> publicKey.map(key -> new AdmittedKey(kid, algorithm.get(), key)));
    }

    private static Optional<TokenAlgorithm> algorithm(JwkMembers jwk) {
        String type = jwk.text("kty").orElse("");
        String curve = jwk.text("crv").orElse("");
        if (type.equals("RSA")) {
            return Optional.of(TokenAlgorithm.RS256);
        }
        if (type.equals("EC") && curve.equals("P-256")) {
            return Optional.of(TokenAlgorithm.ES256);
        }
        if (type.equals("OKP") && curve.equals("Ed25519")) {
            return Optional.of(TokenAlgorithm.EDDSA);
        }
        jwk.fault("kty and crv are none of RSA, EC with P-256, OKP with Ed25519");
        return Optional.empty();
    }

    private static List<ObjectNode> objects(String json, List<String> faults) {
        Optional<JsonNode> array = StrictJson.readObject(json, MAX_MEMBERS).map(set -> set.path("keys"));
        if (array.isEmpty() || !array.get().isArray() || !array.get().valueStream().allMatch(JsonNode::isObject)) {
            faults.add("not a JWK set: JSON with an array of objects named keys");
            return List.of();
        }
        if (array.get().isEmpty()) {
            faults.add("the JWK set is empty");
        }
        return array.get().valueStream().map(ObjectNode.class::cast).toList();
    }
}
