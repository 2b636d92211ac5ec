import highsModule from 'highs'

/** Loads HiGHS. Its types describe the CommonJS build, in which the loader is a member; Node.js takes the ESM build, in which it is the default itself. */
export const loadHighs = highsModule as unknown as typeof highsModule.default
