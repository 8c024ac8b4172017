package dev.playgate.control.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.google.common.hash.Hashing;

import dev.playgate.stream.OrganisationId;

/**
 * Makes the registry have what a file says: what is not there is made, what is there is made so, and what the file does
 * not name stays as it is. All of it, or nothing.
 */
public final class RegistryImport {

    private final Database database;
    private final RegistryReader reader;

    public RegistryImport(Database database, SampleKeys sampleKeys) {
        this.database = database;
        this.reader = new RegistryReader(sampleKeys);
    }

    /** Throws {@link InvalidRegistryException} when the file is missing or refused. */
    public void check(Path path) {
        reader.read(text(path));
    }

    /**
     * Applies the file at start, unless it is the one that was applied last: what has been changed since, by the API, is
     * not undone by a restart. Throws {@link InvalidRegistryException} when it is missing or refused.
     */
    public void applyAtStart(Path path) {
        String text = text(path);
        String sha256 = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
        Optional<String> last = database.read(sql -> sql.sql("SELECT sha256 FROM imported WHERE id = 1")
                .query(String.class).optional());
        Registry registry = reader.read(text);
        if (last.filter(sha256::equals).isEmpty()) {
            database.write(write -> {
                apply(registry, Actor.PROCESS, write);
                write.sql().sql("""
                    INSERT INTO imported (id, sha256) VALUES (1, ?)
                    ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256
                    """).param(sha256).update();
                return registry;
            });
        }
    }

    /**
     * Applies a text; answers with how many organisations it names. Throws {@link InvalidRegistryException} with every
     * fault.
     */
    public int apply(String text, Actor actor) {
        Registry registry = reader.read(text);
        return database.write(write -> {
            apply(registry, actor, write);
            return registry.organisations().size();
        });
    }

    private static void apply(Registry registry, Actor actor, Write write) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < registry.organisations().size(); i++) {
            String path = "organisations[" + i + "]";
            RegisteredOrganisation registered = registry.organisations().get(i);
            if (OrganisationStore.put(write, registered.organisation())) {
                apply(registered, path, write, faults);
            } else {
                faults.add(path + ": its name or its hash is another organisation's");
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidRegistryException(faults);
        }
        write.audit(Optional.empty(), actor, "registry.import", registry.organisations().size() + " organisations");
    }

    private static void apply(RegisteredOrganisation registered, String path, Write write, List<String> faults) {
        OrganisationId id = registered.organisation().id();
        for (RegisteredKey key : registered.apiKeys()) {
            if (!ApiKeyStore.put(write, id, key.name(), key.hash())) {
                faults.add(path + ".api-keys: " + key.name() + " is another organisation's key");
            }
        }
        for (RegisteredStream stream : registered.streams()) {
            if (!GroupStore.putGroup(write, stream.stream().group(), id)
                    || !StreamStore.put(write, stream.stream(), stream.position(), stream.tags())) {
                faults.add(path + ".groups: " + stream.stream().name() + " is in the registry as another stream");
            }
        }
        registered.revokedTokens().forEach(jti -> RevocationStore.put(write, id, jti, RevocationStore.NEVER));
        registered.guardian().forEach(line -> GuardianStore.put(write, id, line));
    }

    private static String text(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(YamlDocument.MAXIMUM_SIZE + 1);
            if (bytes.length > YamlDocument.MAXIMUM_SIZE) {
                throw unreadable(path, "is larger than " + YamlDocument.MAXIMUM_SIZE + " bytes");
            }
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw unreadable(path, "is not UTF-8");
        } catch (IOException e) {
            throw unreadable(path, "cannot be read: " + e);
        }
    }

    private static InvalidRegistryException unreadable(Path path, String fault) {
        return new InvalidRegistryException(List.of(path + ": " + fault));
    }
}
