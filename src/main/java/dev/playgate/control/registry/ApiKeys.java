package dev.playgate.control.registry;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.PathIds;
import dev.playgate.control.api.RefusedCallException;

/** What callers may do about their organisation's API keys; their role is judged before. */
public final class ApiKeys {

    private static final String KEY = "key";
    private static final int KEY_BYTES = 32;

    private final ApiKeyStore keys;
    private final SecureRandom random = new SecureRandom();

    public ApiKeys(ApiKeyStore keys) {
        this.keys = keys;
    }

    /**
     * A new one.
     *
     * @param key told this once
     */
    public record Made(String id, String name, String key) {}

    /** By name. */
    public List<ApiKeyStore.Entry> list(Caller caller) throws RefusedCallException {
        return keys.list(caller.ownOrganisation());
    }

    /** Makes one of {@code name}. */
    public Made make(Caller caller, Parameters body) throws RefusedCallException {
        String name = body.only(Set.of("name")).parsed("name", Texts::line, Texts.LINE)
                .orElseThrow(() -> RefusedCallException.required("name"));
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        return keys.make(caller.ownOrganisation(), name, ApiKeyHash.of(key), caller.actor())
                .map(id -> new Made(id.toString(), name, key))
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CONFLICT, "name is that of another key"));
    }

    /** The organisation's key of that id. */
    public ApiKeyStore.Entry find(Caller caller, String id) throws RefusedCallException {
        return list(caller).stream().filter(key -> key.id().toString().equals(id)).findAny()
                .orElseThrow(() -> RefusedCallException.unknown(KEY));
    }

    public void delete(Caller caller, String id) throws RefusedCallException {
        if (!keys.delete(caller.ownOrganisation(), PathIds.uuid(id, KEY), caller.actor())) {
            throw RefusedCallException.unknown(KEY);
        }
    }
}
