package dev.porter.ticket;

import dev.porter.account.Accounts;
import dev.porter.durable.Durable;
import dev.porter.settings.PorterSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// One-time links.
@Configuration(proxyBeanMethods = false)
public class TicketConfiguration {
    @Bean
    Tickets tickets(
            TicketRepository repository,
            Accounts accounts,
            Durable durable,
            Clock clock,
            PorterSettings settings) {
        return new Tickets(repository, accounts, durable, clock, settings.publicUrl());
    }
}
