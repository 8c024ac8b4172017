package dev.playgate.control.registry;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML read strictly into mappings, lists and texts. Every scalar is the text that stands there: a hash of
 * {@code 12345} or a name of {@code no} is neither a number nor a boolean, and a time stays what was written.
 */
final class YamlDocument {

    /** In characters: some 50,000 streams. */
    static final int MAXIMUM_SIZE = 8 * 1024 * 1024;

    private static final int MAXIMUM_DEPTH = 16;

    private YamlDocument() {
    }

    /** The document's root; null for an empty document. Throws {@link InvalidRegistryException}. */
    static @Nullable Object parse(String text) {
        try {
            return yaml().load(text);
        } catch (MarkedYAMLException e) {
            // Its own message quotes the file.
            throw refused("line " + (e.getProblemMark().getLine() + 1) + ", column "
                    + (e.getProblemMark().getColumn() + 1) + ": not YAML as it is read here: " + e.getProblem());
        } catch (YAMLException e) {
            throw refused("not YAML as it is read here: " + e.getMessage());
        }
    }

    private static InvalidRegistryException refused(String fault) {
        return new InvalidRegistryException(List.of(fault));
    }

    private static Yaml yaml() {
        LoaderOptions loading = new LoaderOptions();
        loading.setAllowDuplicateKeys(false);
        loading.setMaxAliasesForCollections(0);
        loading.setNestingDepthLimit(MAXIMUM_DEPTH);
        loading.setCodePointLimit(MAXIMUM_SIZE);
        DumperOptions dumping = new DumperOptions();
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, new PlainText());
    }

    private static final class PlainText extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // None: no scalar becomes anything but text, and "<<" merges nothing.
        }
    }
}
