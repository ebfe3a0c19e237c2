/// What an administrator does: requests, people, invites, storage, stuck work, announcements,
/// audit, settings.
@NullMarked
package dev.porter.admin;

import org.jspecify.annotations.NullMarked;
