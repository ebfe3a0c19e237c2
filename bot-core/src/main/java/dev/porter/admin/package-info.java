/// What an administrator does: people, requests, storage, stuck work.
@NullMarked
package dev.porter.admin;

import org.jspecify.annotations.NullMarked;
