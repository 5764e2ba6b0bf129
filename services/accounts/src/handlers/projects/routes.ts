import { projectOperations as operations } from '@botect/contracts';
import type { Route } from '@botect/http';
import type { Ports } from '../../ports/index.ts';
import type { Gate } from '../gate/gate.ts';
import { changeProject, deactivateProject } from './change-project.ts';
import { createProject } from './create-project.ts';
import { listProjects } from './list-projects.ts';
import { showProject } from './show-project.ts';

export const projectRoutes = (gate: Gate, ports: Ports): Route[] => [
  gate.account(operations.listProjects, listProjects(ports)),
  gate.account(operations.createProject, createProject(ports)),
  gate.project(operations.showProject, showProject(ports)),
  gate.project(operations.changeProject, changeProject),
  gate.project(operations.deactivateProject, deactivateProject),
];
