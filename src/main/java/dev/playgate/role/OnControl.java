package dev.playgate.role;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the process has the role control. What is wrong with the setting is said by {@link Sections}. */
final class OnControl implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isIn(context.getEnvironment());
    }

    static boolean isIn(Environment environment) {
        return Binder.get(environment).bind("playgate.roles", Bindable.listOf(String.class))
                .map(roles -> roles.stream().anyMatch(ProcessRole.CONTROL.name()::equalsIgnoreCase)).orElse(false);
    }
}
