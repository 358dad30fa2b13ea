// genetic-js 0.1.14 ships no types; these cover what the search uses.
declare module 'genetic-js' {
  export interface Scored<Entity> {
    fitness: number;
    entity: Entity;
  }

  export interface Genetic<Entity> {
    configuration: {
      size: number;
      crossover: number;
      mutation: number;
      iterations: number;
      fittestAlwaysSurvives: boolean;
    };
    entities: Entity[];
    optimize: (a: number, b: number) => boolean;
    select1: (population: Scored<Entity>[]) => Entity;
    select2: (population: Scored<Entity>[]) => [Entity, Entity];
    seed: () => Entity;
    mutate: (entity: Entity) => Entity;
    crossover: (a: Entity, b: Entity) => [Entity, Entity];
    fitness: (entity: Entity) => number;
    /** Called with the sorted population; false stops. */
    generation: (population: Scored<Entity>[], generation: number) => boolean;
    start(): void;
  }

  const library: {
    create<Entity>(): Genetic<Entity>;
    Optimize: { Minimize(a: number, b: number): boolean };
    Select1: { Tournament2<Entity>(this: Genetic<Entity>, population: Scored<Entity>[]): Entity };
    Select2: { Tournament2<Entity>(this: Genetic<Entity>, population: Scored<Entity>[]): [Entity, Entity] };
  };
  export default library;
}
