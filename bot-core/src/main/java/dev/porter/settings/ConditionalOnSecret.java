package dev.porter.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/// What is there only where a secret is set, by itself or as a file ([SecretSetting]).
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(SecretIsSet.class)
public @interface ConditionalOnSecret {
    /// The setting's name.
    String value();
}
