package dev.playgate;

import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Set;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Calls that a well-behaved class does not make, whether it makes them or hands them on as a method reference. */
final class Forbidden {

    static final ArchRule READING_THE_CLOCK = noClasses()
            .should().accessTargetWhere(describe("reads the clock", Forbidden::readsTheClock))
            .because("time is an argument or comes from the injected clock (security E3)")
            .allowEmptyShould(true);

    static final ArchRule PRINTING = noClasses()
            .should().accessTargetWhere(describe("is the console", Forbidden::isTheConsole))
            .orShould().dependOnClassesThat(resideInAPackage("java.util.logging.."))
            .because("the log is SLF4J's")
            .allowEmptyShould(true);

    private Forbidden() {
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return switch (access.getName()) {
            case "now" ->
                owner.getPackageName().startsWith("java.time") && !arguments(access).contains("java.time.Clock");
            case "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes" ->
                owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class);
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            case "getInstance" -> owner.isEquivalentTo(Calendar.class);
            case "<init>" -> owner.isEquivalentTo(Date.class) && arguments(access).isEmpty();
            default -> false;
        };
    }

    private static boolean isTheConsole(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(System.class) && Set.of("out", "err").contains(access.getName());
    }

    private static List<String> arguments(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                ? target.getRawParameterTypes().stream().map(JavaClass::getName).toList()
                : List.of();
    }
}
