package dev.playgate.role;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.EnumerablePropertySource;

import dev.playgate.control.issue.TokenProperties;
import dev.playgate.control.registry.RegistryProperties;
import dev.playgate.control.registry.SampleKeys;
import dev.playgate.edge.ListenersProperties;
import dev.playgate.policy.PolicySettings;

import static org.assertj.core.api.Assertions.assertThat;

/** The commented configuration is the default, can be used as it is, and explains every key there is. */
class ConfigurationTest {

    /** A key, or a key of what is commented out; prose has more than one word before a colon. */
    private static final Pattern COMMENTED_KEY = Pattern.compile("( *)# ( *(?:- )?[a-z-]+:( .*)?)");

    @Test
    void theShippedConfigurationHasNoFaults() {
        Sections sections = Shipped.read();
        assertThat(sections.get(PolicySettings.class).leeway()).isEqualTo(Duration.ofSeconds(10));
        assertThat(sections.get(TokenProperties.class)).isEqualTo(
                new TokenProperties(Duration.ofDays(14), Duration.ofDays(365), Duration.ofHours(24)));
        assertThat(sections.get(RegistryProperties.class).sampleKeys()).isEqualTo(SampleKeys.REFUSED);
        assertThat(sections.get(KeyProperties.class).generate()).isFalse();
        assertThat(sections.get(KeyProperties.class).remoteKeySet()).isEmpty();
        assertThat(sections.get(ListenersProperties.class).listeners()).isNull();
    }

    @Test
    void neitherHasThatOfTheDemo() {
        Sections sections = Shipped.readTexts(Shipped.text("application-demo.yaml"), Shipped.text("application.yaml"));
        assertThat(sections.get(RegistryProperties.class).sampleKeys()).isEqualTo(SampleKeys.ACCEPTED);
        assertThat(sections.get(KeyProperties.class).generate()).isTrue();
    }

    @Test
    void whatIsCommentedOutCanBeUsedAsItIs() {
        Sections sections = Shipped.readTexts(uncommented());
        assertThat(sections.get(KeyProperties.class).verification()).isNotNull();
        assertThat(sections.get(KeyProperties.class).remoteKeySet()).isPresent();
    }

    @Test
    void everyKeyThatIsReadIsExplainedAndNoOther() {
        assertThat(documented()).isEqualTo(readKeys());
    }

    private static Set<ConfigurationPropertyName> readKeys() {
        Set<ConfigurationPropertyName> all = Sections.TYPES.entrySet().stream()
                .flatMap(section -> new SettingNames(Sections.ROOT.append(section.getKey()), section.getValue()).all()
                        .stream())
                .collect(Collectors.toCollection(TreeSet::new));
        all.addAll(new SettingNames(Sections.ROOT, RoleProperties.class).all());
        all.addAll(new SettingNames(Sections.ROOT, ListenersProperties.class).all());
        return all.stream().filter(name -> all.stream().noneMatch(name::isAncestorOf))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<ConfigurationPropertyName> documented() {
        return Shipped.load("documented", uncommented()).stream()
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .map(ConfigurationPropertyName::of).filter(Sections.ROOT::isAncestorOf)
                .map(SettingNames::withoutIndices).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The shipped text with every optional key in it. */
    private static String uncommented() {
        return Shipped.text("application.yaml").lines()
                .map(line -> COMMENTED_KEY.matcher(line).matches()
                        ? COMMENTED_KEY.matcher(line).replaceFirst("$1$2")
                        : line)
                .collect(Collectors.joining("\n"));
    }
}
